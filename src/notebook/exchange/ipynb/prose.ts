/** What a cell says, in Markdown that Jupyter shows. */
import { describeObjective } from '../../../lab/exports/describe.ts';
import { codeBlock, inlineCode } from '../../../lab/exports/markdown.ts';
import type { Cell, PredictQuestion } from '../../document/types.ts';
import { headingOf, oneLine } from './headings.ts';
import type { IpynbTexts } from './texts.ts';

/** Examples of the reader's own that are shown. */
const SHOWN_EXAMPLES = 3;

export function proseOf(cell: Cell, texts: IpynbTexts): string {
  const heading = cell.title.trim() === '' ? [] : [headingOf(cell.title, 2)];
  return [...heading, plainMarkdown(cell.text), ...contentOf(cell, texts)]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}

/** The notebook's Markdown without what only the lab knows: `:arm[UC]` and the like become code. */
export function plainMarkdown(text: string): string {
  return text.replace(
    /:(?:trigger|arm|upper|lower|model)\[([^\]]*)\]/g,
    (_, inner: string, at: number, whole: string) => {
      const code = inlineCode(inner);
      // In a row of a table a bar would part cells.
      const isInRow = /^\s*\|/.test(whole.slice(whole.lastIndexOf('\n', at) + 1, at));
      return isInRow ? code.replace(/(?<!\\)\|/g, '\\|') : code;
    },
  );
}

/** What the lab shows in the cell, in words. */
function contentOf(cell: Cell, texts: IpynbTexts): string[] {
  switch (cell.kind) {
    case 'markdown':
    case 'note':
    case 'chart':
      return [];
    case 'dataset': {
      const { data } = cell;
      const shown =
        data.kind === 'own' ? { ...data, examples: data.examples.slice(0, SHOWN_EXAMPLES) } : data;
      return [texts.dataset, codeBlock('json', JSON.stringify(shown, null, 2))];
    }
    case 'train':
      return [
        list(
          cell.arms.map(({ name, data, steps = cell.steps, objective = cell.objective }) => {
            const stage = texts.stageOf(
              inlineCode(name),
              steps,
              describeObjective(objective).replaceAll('.', texts.decimalMark),
            );
            return data === '' ? stage : `${stage}, ${inlineCode(data)}`;
          }),
        ),
      ];
    case 'probe':
      return [texts.probes, codeBlock('json', JSON.stringify(cell.probes, null, 2))];
    case 'sweep':
      return [
        texts.sweep,
        list(
          cell.vary.map(({ path, values }) => {
            const shown = values.map((value) => inlineCode(JSON.stringify(value)));
            return `${inlineCode(path)}: ${shown.join(', ')}`;
          }),
        ),
      ];
    case 'predict':
      return cell.question.kind === 'range'
        ? [
            texts.options,
            list(cell.question.options.map((option, index, all) => rangeText(option, all[index - 1], texts))),
          ]
        : [];
    case 'chat':
      return [texts.suggestions, list(cell.suggestions.map(oneLine))];
    case 'compare':
      return [
        `*${texts.source}:* ${oneLine(cell.source)}`,
        list(cell.findings.map(({ arm, text }) => `${inlineCode(arm)}: ${oneLine(text)}`)),
      ];
  }
}

type Range = Extract<PredictQuestion, { kind: 'range' }>['options'][number];

/** `somewhat: ≥ 4, < 6` */
function rangeText({ label, below }: Range, before: Range | undefined, texts: IpynbTexts): string {
  const ends = [
    ['≥', before?.below],
    ['<', below],
  ] as const;
  const told = ends.flatMap(([sign, end]) =>
    end == null ? [] : `${sign} ${String(end).replace('.', texts.decimalMark)}`,
  );
  return `${oneLine(label)}: ${told.join(texts.decimalMark === ',' ? '; ' : ', ')}`;
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
