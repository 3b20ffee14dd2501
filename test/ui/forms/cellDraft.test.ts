/** Cells edited as text. */
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/notebook/document/problems.ts';
import { cellText } from '../../../src/notebook/document/schema.ts';
import { withCellText } from '../../../src/ui/forms/cellDraft.ts';
import { UserError } from '../../../src/support/errors.ts';
import { cellOf, fullNotebook } from '../../notebook/document/fixture.ts';

const document = fullNotebook();
const stage = cellOf(document, 'train', 'stage-1');

const refused = (content: string): string => {
  try {
    withCellText(document, stage, content);
  } catch (error) {
    if (error instanceof UserError) return error.line;
    throw error;
  }
  throw new Error('It was taken.');
};

describe('a cell edited as text', () => {
  it('is the same again, whatever its kind', () => {
    for (const cell of document.cells) expect(withCellText(document, cell, cellText(cell))).toEqual(document);
  });

  it('takes its place, and what refers to it follows its name', () => {
    const next = withCellText(document, stage, cellText({ ...stage, name: 'planting', steps: 7 }));
    expect(cellOf(next, 'train', 'planting')).toMatchObject({ id: stage.id, steps: 7 });
    expect(cellOf(next, 'train', 'stage-2').after).toBe('planting');
    expect(problemsOf(next)).toEqual(problemsOf(document));
  });

  it('is refused where it says something twice, of which one would be lost', () => {
    const text = cellText({ ...stage, text: 'It says "steps": 7, \\"steps\\": and {"steps": 8}.' });
    expect(withCellText(document, stage, text)).toBeDefined();
    expect(refused(text.replace('"steps":', '"steps": 3,\n  "steps":'))).toMatch(/steps twice/);
    expect(refused(text.replace('"kind":', '"k\\u0069nd" : "train", "kind":'))).toMatch(/kind twice/);
  });

  it('is refused with the place of what is wrong', () => {
    expect(refused(cellText({ ...stage, steps: -1 }))).toMatch(/steps is -1/);
    expect(refused('{ "kind": "train", ')).toMatch(/not JSON/);
    expect(refused(cellText({ ...stage, id: 'other' }))).toMatch(/"other".*"stage-1"/);
    expect(refused(cellText({ ...stage, name: 'answers' }))).toMatch(/answers/);
    expect(refused('{ "__proto__": {} }')).toMatch(/__proto__/);
  });
});
