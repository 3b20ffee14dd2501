/** Code in the Markdown of exports: readers take it whole, whatever backticks are in it. */
import { describe, expect, it } from 'vitest';
import { codeBlock, inlineCode } from '../../../src/lab/exports/markdown.ts';

describe('code', () => {
  it('is between more backticks than it has', () => {
    expect(inlineCode('a')).toBe('`a`');
    expect(inlineCode('a `` b ` c')).toBe('``` a `` b ` c ```');
    expect(inlineCode('')).toBe('`  `');
    expect(codeBlock('sh', 'a\n')).toBe('```sh\na\n```');
    expect(codeBlock('', '``` and ````')).toBe('`````\n``` and ````\n`````');
  });

  it('may have more backticks than a call may have arguments', () => {
    const many = '` '.repeat(200_000);
    expect(inlineCode(many)).toBe(`\`\` ${many.trim()} \`\``);
    expect(codeBlock('', many)).toBe(`\`\`\`\n${many.trim()}\n\`\`\``);
  });
});
