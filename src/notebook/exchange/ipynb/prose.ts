/** What a cell says, in Markdown that Jupyter shows. */
import { describeObjective } from '../../../lab/exports/describe.ts';
import { codeBlock, inlineCode } from '../../../lab/exports/markdown.ts';
import type { Cell, NotebookDocument, PredictQuestion, TrainCell } from '../../document/types.ts';
import { DIRECTIVE } from '../../markdown/inlines.ts';
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

const DIRECTIVES = new RegExp(DIRECTIVE, 'g');

/** The notebook's Markdown without what only the lab knows: `:arm[UC]` and the like become code. */
export function plainMarkdown(text: string): string {
  const isInRow = rowsOf(text);
  return text.replace(DIRECTIVES, (directive, at: number) => {
    const code = inlineCode(directive.slice(directive.indexOf('[') + 1, -1));
    // In a row of a table a bar would part cells.
    return isInRow(at) ? code.replace(/(?<!\\)\|/g, '\\|') : code;
  });
}

/** Whether a place is in a row of a table; to be asked for one place behind the other, so that each line is read once. */
function rowsOf(text: string): (at: number) => boolean {
  let end = -1;
  let isRow = false;
  return (at) => {
    while (at > end) {
      const start = end + 1;
      const next = text.indexOf('\n', start);
      end = next < 0 ? text.length : next;
      isRow = /^\s*\|/.test(text.slice(start, end));
    }
    return isRow;
  };
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
      if (data.kind !== 'own') return [texts.dataset, codeBlock('json', JSON.stringify(data, null, 2))];
      const examples = data.examples.slice(0, SHOWN_EXAMPLES);
      return [
        texts.examples(examples.length, data.examples.length),
        codeBlock('json', JSON.stringify({ ...data, examples }, null, 2)),
      ];
    }
    case 'train':
      return [
        cell.after === null ? texts.fromBase : texts.after(inlineCode(cell.after)),
        list(cell.arms.map((arm) => armText(arm, cell, texts))),
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

/** What all cells have in common. */
export function setupOf({ setup }: NotebookDocument, texts: IpynbTexts): string {
  const { base, quantization, lora, seeds, trigger } = setup;
  return texts.setup({
    base: inlineCode(base),
    quantization: quantization === 'none' ? null : quantization,
    rank: lora.rank,
    alpha: number(lora.alpha, texts),
    targets: lora.targets.map(inlineCode).join(', '),
    seeds: seeds.join(', '),
    trigger: trigger === '' ? null : inlineCode(trigger),
  });
}

/** What an arm's stage trains, on what, and how; what it does not say itself is the cell's. */
function armText(arm: TrainCell['arms'][number], cell: TrainCell, texts: IpynbTexts): string {
  const { objective, steps, learningRate, batchSize, adapter } = { ...cell, ...arm };
  const method = describeObjective(objective).replaceAll('.', texts.decimalMark);
  const parts = [
    texts.stageOf(inlineCode(arm.name), steps, method),
    ...(arm.data === '' ? [] : [inlineCode(arm.data)]),
    texts.batch(batchSize),
    texts.learningRate(number(learningRate, texts)),
    ...(arm.from === undefined ? [] : [texts.from(inlineCode(arm.from))]),
    ...(adapter === 'new' ? [texts.newAdapter] : []),
  ];
  return parts.join(decimalSafe(texts));
}

const number = (value: number, { decimalMark }: IpynbTexts): string =>
  String(value).replace('.', decimalMark);

/** Between the parts of a list that may have numbers with a decimal comma. */
const decimalSafe = ({ decimalMark }: IpynbTexts): string => (decimalMark === ',' ? '; ' : ', ');

type Range = Extract<PredictQuestion, { kind: 'range' }>['options'][number];

/** `somewhat: ≥ 4, < 6` */
function rangeText({ label, below }: Range, before: Range | undefined, texts: IpynbTexts): string {
  const ends = [
    ['≥', before?.below],
    ['<', below],
  ] as const;
  const told = ends.flatMap(([sign, end]) => (end == null ? [] : `${sign} ${number(end, texts)}`));
  return `${oneLine(label)}: ${told.join(decimalSafe(texts))}`;
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
