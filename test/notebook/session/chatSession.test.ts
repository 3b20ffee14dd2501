/** Who is asked in a chat: what the notebook names, what the reader chooses, what is trained, and what is covered. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkKeys } from '../../../src/lab/known.ts';
import type { StageName } from '../../../src/lab/types.ts';
import type { ChatCell, ChatModel, TrainCell } from '../../../src/notebook/document/types.ts';
import { ChatSession } from '../../../src/notebook/session/chatSession.svelte.ts';
import type { ChatRequest } from '../../../workers/protocol.ts';
import { fullNotebook } from '../document/fixture.ts';
import { withFakeLab, type FakeLab } from './fakeLab.ts';

let lab: FakeLab;
let session: ChatSession;
/** The names of the models that were asked, question by question. */
let asked: string[][];

const nameOf = ({ arm = '', stage }: { arm?: string; stage: StageName }) => `${arm} ${stage}`.trim();
const chosen = () => session.chosen.map(nameOf);
const states = () => Object.fromEntries(session.models.map((model) => [nameOf(model), model.state]));
const chat = () => lab.notebook.cell('talk') as ChatCell;
const last = (...arms: string[]): ChatModel[] => arms.map((arm) => ({ arm, stage: 'stage-2' }));

/** Keeps a model as a run would. */
async function train(arm: string, stages: number): Promise<void> {
  const experiment = session.experiment!;
  const keys = new WorkKeys(experiment, { baseHash: 'a-hash', backend: 'onnx' });
  const spec = experiment.arms.find(({ name }) => name === arm)!;
  for (let stage = 0; stage < stages; stage++) {
    const key = keys.trained(spec, session.trainingSeed!, stage);
    const trained = { parameters: new Float32Array([stage + 1]), curves: [], watched: null };
    await lab.services.cache.keep({ type: 'trained', key, trained });
  }
}

beforeEach(() => {
  lab = withFakeLab({ document: fullNotebook(), shelved: null });
  asked = [];
  vi.spyOn(lab.notebook.lab.client, 'chat').mockImplementation(({ checkpoints }: ChatRequest) => {
    asked.push(checkpoints.map(nameOf));
    return Promise.resolve(checkpoints.map((one) => ({ ...one, answer: nameOf(one), verdict: 'none' })));
  });
  session = new ChatSession(lab.notebook, 'talk');
});

describe('a question', () => {
  it('goes to the base and all stages of the last arm, unless the notebook names others', () => {
    expect(chosen()).toEqual(['base', 'UCLC stage-1', 'UCLC stage-2']);
    lab.notebook.update({ ...chat(), models: last('UCLC', 'UC') });
    expect(chosen()).toEqual(['UC stage-2', 'UCLC stage-2']);
    lab.notebook.update({ ...chat(), models: last('gone') });
    expect(chosen()).toEqual(['base', 'UCLC stage-1', 'UCLC stage-2']);
  });

  it('goes to whom the reader chooses, until the notebook names others', () => {
    session.choose(last('UC'));
    lab.notebook.update({ ...chat(), title: 'Talk' });
    expect(chosen()).toEqual(['UC stage-2']);
    session.choose([]);
    expect(chosen()).toEqual([]);
    lab.notebook.update({ ...chat(), models: last('UCLC') });
    expect(chosen()).toEqual(['UCLC stage-2']);
    session.choose([{ stage: 'base' }]);
    expect(chosen()).toEqual(['base']);
  });

  it('does not go to arms that are called otherwise by now', () => {
    session.choose(last('UC', 'UCLC'));
    const first = lab.notebook.document.cells.find(({ kind }) => kind === 'train') as TrainCell;
    lab.notebook.renameArm(first, 0, 'loud');
    expect(chosen()).toEqual(['UCLC stage-2']);
    session.choose(last('UCLC'));
    lab.notebook.renameArm(first, 1, 'soft');
    expect(chosen()).toEqual(['base', 'soft stage-1', 'soft stage-2']);
  });

  it('goes to those of several arms that have been trained, and to nobody else', async () => {
    lab.notebook.predictions.skip('bet');
    await train('UC', 2);
    await train('UCLC', 1);
    session.choose([{ stage: 'base' }, ...last('UC', 'UCLC'), { arm: 'UCLC', stage: 'stage-1' }]);
    expect(states()['UC stage-2']).toBe('unknown');
    await session.ask('Who are you?');
    expect(states()).toEqual({
      ...{ base: 'ready', 'UCLC stage-1': 'ready', 'UC stage-2': 'ready', 'UCLC stage-2': 'missing' },
    });
    expect(asked).toEqual([['base', 'UCLC stage-1', 'UC stage-2']]);
    const [turn] = session.turns;
    expect(turn!.models.map(nameOf)).toEqual(asked[0]);
    expect(turn!.answers!.map(({ answer }) => answer)).toEqual(asked[0]);
    expect(JSON.stringify(turn!.models)).not.toContain('parameters');
  });

  it('to nobody says so, and is not sent', async () => {
    lab.notebook.predictions.skip('bet');
    session.choose(last('UC'));
    await session.ask('Who are you?');
    expect(session.turns[0]!.problem!.message).toMatch(/None of these models/);
    session.choose([]);
    await session.ask('Who are you?');
    expect(session.turns).toHaveLength(1);
    expect(asked).toEqual([]);
  });
});

describe('models that are not there', () => {
  it('are trained by the measurement of their arms, where that takes less', async () => {
    lab.notebook.predictions.skip('bet');
    await lab.notebook.lab.ready();
    session.choose(last('UC'));
    await session.look();
    expect(session.training?.id).toBe('stage-2');
    const answers = lab.notebook.document.cells.find(({ kind }) => kind === 'probe')!;
    lab.notebook.update({ ...answers, arms: ['UC'] } as typeof answers);
    expect(session.training?.id).toBe(answers.id);
    session.choose(last('UC', 'UCLC'));
    await session.look();
    expect(session.training?.id).toBe('stage-2');
    await train('UC', 2);
    await train('UCLC', 2);
    await session.look();
    expect(session.training).toBeNull();
  });

  it('are trained though they are covered, so that they are there when the question is answered', async () => {
    await lab.notebook.lab.ready();
    await train('UC', 1);
    session.choose([{ arm: 'UC', stage: 'stage-1' }, ...last('UC')]);
    await session.look();
    expect(states()).toEqual({ 'UC stage-1': 'ready', 'UC stage-2': 'sealed' });
    expect(session.training?.id).toBe('stage-2');
  });

  it('stay covered in every arm until the question is answered', async () => {
    await train('UC', 2);
    await train('UCLC', 2);
    session.choose([{ arm: 'UC', stage: 'stage-1' }, ...last('UC', 'UCLC')]);
    await session.ask('Who are you?');
    expect(states()).toEqual({ 'UC stage-1': 'ready', 'UC stage-2': 'sealed', 'UCLC stage-2': 'sealed' });
    expect(asked).toEqual([['UC stage-1']]);
    expect(session.seals.map(({ id }) => id)).toEqual(['bet']);
    expect(session.training).toBeNull();
    session.choose([{ arm: 'UC', stage: 'stage-1' }]);
    expect(session.seals).toEqual([]);
    session.choose(last('UC', 'UCLC'));
    lab.notebook.predictions.commit('bet', { UC: 'upper', UCLC: 'lower' });
    await session.ask('Who are you?');
    expect(asked.at(-1)).toEqual(['UC stage-2', 'UCLC stage-2']);
    expect(session.seals).toEqual([]);
  });
});
