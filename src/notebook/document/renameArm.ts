/** Another name for an arm, wherever the notebook speaks of it: as one change of the document. */
import { cellNamed } from './graph.ts';
import type { Cell, FigureSpec, NotebookDocument, TrainArm, TrainCell } from './types.ts';

/**
 * With another name for the arm that stands at a place of a train cell. Later stages of it follow, and so does what
 * measures, draws or predicts it there; stages before keep their name, and it goes on from them. A later stage that
 * has an arm of the new name already keeps its own, and goes on from the renamed one. Nothing is done where the cell
 * itself has the new name already; where it has the old one twice, what refers to it means the first.
 */
export function renameArm(
  document: NotebookDocument,
  cellId: string,
  index: number,
  name: string,
): NotebookDocument {
  const cell = document.cells.find(({ id }) => id === cellId);
  const arm = cell?.kind === 'train' ? cell.arms[index] : undefined;
  if (cell?.kind !== 'train' || !arm || cell.arms.some((one) => one.name === name)) return document;
  const old = arm.name;
  const origin = cell.after === null ? arm.from : (arm.from ?? old);
  const first = { ...cell, arms: cell.arms.with(index, withOrigin({ ...arm, name }, origin)) };
  // The other of two arms with one name, of which nothing speaks.
  if (cell.arms.findIndex((one) => one.name === old) < index) return withCells(document, [first]);
  const { following, goingOn } = laterStages(document, first, old, name);
  const renamed = [first, ...following];
  const changed = withCells(document, [...renamed, ...goingOn]);
  return inWords(setupFollowing(referring(changed, renamed, old, name), old, name), old, name);
}

/** An origin is said only where it has another name. */
function withOrigin({ from: _before, ...arm }: TrainArm, from: string | undefined): TrainArm {
  return from === undefined || from === arm.name ? arm : { ...arm, from };
}

/** Later stages as they are then: those in which the arm has its new name, too, and those that only go on from it. */
function laterStages(
  document: NotebookDocument,
  first: TrainCell,
  old: string,
  name: string,
): { following: TrainCell[]; goingOn: TrainCell[] } {
  const [following, goingOn]: [TrainCell[], TrainCell[]] = [[], []];
  const seen = new Set([first.id]);
  const waiting = [first];
  for (let before = waiting.pop(); before; before = waiting.pop()) {
    if (cellNamed(document, before.name)?.id !== before.id) continue;
    for (const cell of document.cells) {
      if (cell.kind !== 'train' || cell.after !== before.name || seen.has(cell.id)) continue;
      seen.add(cell.id);
      const isTaken = cell.arms.some((arm) => arm.name === name);
      const follows = (arm: TrainArm) => arm.name === old && arm.from === undefined && !isTaken;
      const arms = cell.arms.map((arm) => {
        if (follows(arm)) return { ...arm, name };
        return (arm.from ?? arm.name) === old ? withOrigin(arm, name) : arm;
      });
      const changed = { ...cell, arms };
      if (!cell.arms.some(follows)) goingOn.push(changed);
      else {
        following.push(changed);
        waiting.push(changed);
      }
    }
  }
  return { following, goingOn };
}

/** With the new name in cells that refer to renamed stages, or to what was measured of them. */
function referring(
  document: NotebookDocument,
  stages: readonly TrainCell[],
  old: string,
  name: string,
): NotebookDocument {
  const isOf = (cells: readonly { id: string }[], of: string) => {
    const meant = cellNamed(document, of)?.id;
    return cells.some(({ id }) => id === meant);
  };
  const probes = document.cells.filter((cell) => cell.kind === 'probe' && isOf(stages, cell.of));
  const sweeps = document.cells.filter((cell) => cell.kind === 'sweep' && isOf(probes, cell.of));
  const sources = [...stages, ...probes, ...sweeps];
  const cells = document.cells.map((cell) =>
    'of' in cell && isOf(sources, cell.of) ? withArmName(cell, old, name) : cell,
  );
  return { ...document, cells };
}

/** A cell that refers to the arm, with its new name. */
function withArmName(cell: Extract<Cell, { of: string }>, old: string, name: string): Cell {
  const renamed = (arm: string) => (arm === old ? name : arm);
  switch (cell.kind) {
    case 'probe':
      return {
        ...cell,
        ...(cell.arms && { arms: cell.arms.map(renamed) }),
        ...(cell.corrections && {
          corrections: cell.corrections.map((one) => ({ ...one, arm: renamed(one.arm) })),
        }),
      };
    case 'sweep': {
      const vary = cell.vary.map(({ path, values }) => ({
        path: path.replace(`arms[${old}]`, () => `arms[${name}]`),
        values,
      }));
      return { ...cell, vary };
    }
    case 'predict':
      return { ...cell, arms: cell.arms.map(renamed) };
    case 'chat': {
      const models = cell.models?.map((one) => (one.arm === old ? { ...one, arm: name } : one));
      return models ? { ...cell, models } : cell;
    }
    case 'chart':
      return { ...cell, figure: figureWith(cell.figure, renamed) };
    case 'compare': {
      const findings = cell.findings.map((one) => ({ ...one, arm: renamed(one.arm) }));
      return { ...cell, figure: figureWith(cell.figure, renamed), findings };
    }
  }
}

const figureWith = (figure: FigureSpec, renamed: (arm: string) => string): FigureSpec =>
  figure.arms ? { ...figure, arms: figure.arms.map(renamed) } : figure;

/** What sets the arm apart is said of its new name, and of the old one where stages have that still. */
function setupFollowing(document: NotebookDocument, old: string, name: string): NotebookDocument {
  const { setup } = document;
  const entry = setup.arms.find((arm) => arm.name === old);
  if (!entry || setup.arms.some((arm) => arm.name === name)) return document;
  const named = { ...entry, name };
  const arms = setup.arms.flatMap((arm) => {
    if (arm !== entry) return [arm];
    return isUsed(document, old) ? [arm, named] : [named];
  });
  return { ...document, setup: { ...setup, arms } };
}

/** With the new name in prose that names the arm, where no arm has the old one any more. */
function inWords(document: NotebookDocument, old: string, name: string): NotebookDocument {
  if (isUsed(document, old)) return document;
  const reworded = (text: string) => text.replaceAll(`:arm[${old}]`, () => `:arm[${name}]`);
  const cells = document.cells.map((cell): Cell => {
    const text = reworded(cell.text);
    return text === cell.text ? cell : { ...cell, text };
  });
  const { lesson } = document;
  const steps = lesson?.steps.map((step) => ({ ...step, notes: reworded(step.notes) }));
  return { ...document, cells, ...(lesson && steps && { lesson: { ...lesson, steps } }) };
}

const isUsed = ({ cells }: NotebookDocument, name: string): boolean =>
  cells.some((cell) => cell.kind === 'train' && cell.arms.some((arm) => arm.name === name));

function withCells(document: NotebookDocument, changed: readonly Cell[]): NotebookDocument {
  const cells = document.cells.map((cell) => changed.find(({ id }) => id === cell.id) ?? cell);
  return { ...document, cells };
}
