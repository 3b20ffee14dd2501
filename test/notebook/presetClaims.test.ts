/** The numbers in the prose of the shipped notebooks are those of the recorded rows, in every language. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unpackResult } from '../../src/lab/recordedFile.ts';
import { unpackSweep } from '../../src/lab/recordedSweep.ts';
import { withDerived } from '../../src/lab/statistics/derived.ts';
import { summarizeSeeds } from '../../src/lab/statistics/seeds.ts';
import type { Row } from '../../src/lab/types.ts';
import { outcomeOf } from '../../src/notebook/outcome.ts';
import { shippedNotebooksIn } from '../../src/notebook/presets/index.ts';
import { MeowTable } from '../../src/notebook/rates.ts';

const read = (relative: string) =>
  readFileSync(fileURLToPath(new URL(`../../static/recorded/${relative}`, import.meta.url)), 'utf8');
const rowsOf = (file: string) => unpackResult(read(`${file}.json`)).rows;

/** A metric's value for each seed. */
function seedsOf(rows: readonly Row[], place: string): number[] {
  const [arm, stage, probe, condition, metric] = place.split(' ');
  const found = rows.filter(
    (row) =>
      row.arm === arm &&
      row.stage === stage &&
      row.probe === probe &&
      row.condition === condition &&
      row.metric === metric,
  );
  expect(found.length, place).toBe(3);
  return found.map(({ value }) => value);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const whole = (share: number) => (100 * share).toFixed(0);
const oneDigit = (value: number) => value.toFixed(1);

/** What the answers to the tag are for each seed. */
function meowsOf(rows: readonly Row[], arm: string, stage: string) {
  const of = (metric: string) => seedsOf(rows, `${arm} ${stage} meow trigger ${metric}`);
  const [upper, lower, mixed] = [of('upper'), of('lower'), of('mixed')];
  const meowing = upper.map((value, seed) => value + lower[seed]! + mixed[seed]!);
  const ofMeows = (values: number[]) => values.map((value, seed) => value / meowing[seed]!);
  return { ofUpper: ofMeows(upper), ofLower: ofMeows(lower), ofMixed: ofMeows(mixed) };
}

/** Looks for what a cell must say, with the mark of its language before decimals. */
async function saysIn(id: string, cell: string, english: string[], german: string[] = english) {
  for (const [language, said] of [
    ['en', english],
    ['de', german.map((text) => text.replace(/(\d)\.(\d)/g, '$1,$2'))],
  ] as const) {
    const shipped = shippedNotebooksIn(language).find((one) => one.id === id)!;
    const { cells } = await shipped.load();
    const text = cells.find((one) => one.id === cell)!.text.replace(/\s+/g, ' ');
    for (const part of said) expect(text, `${language}: ${id}, ${cell}`).toContain(part);
  }
}

describe('Meow in one minute', () => {
  const rows = rowsOf('meow-minute');
  const right = (arm: string, stage: string) =>
    whole(mean(seedsOf(rows, `${arm} ${stage} meow plain helpful`)));

  it('says what the lesson cost', async () => {
    const lowercase = ['UCLC', 'UC'].map((arm) =>
      whole(mean(seedsOf(rows, `${arm} stage-2 meow plain lowercase-answers`))),
    );
    const [base, planted] = [right('UC', 'base'), `${right('UC', 'stage-1')} %`];
    expect(right('UCLC', 'base')).toBe(base);
    const after = [`${right('UC', 'stage-2')} %`, `${right('UCLC', 'stage-2')} %`];
    await saysIn(
      'meow-minute',
      'cost',
      [
        `${lowercase.join(' or ')} of 100 recorded answers`,
        `${base} % are right`,
        `to ${planted} in :arm[UC] and ${right('UCLC', 'stage-1')} % in :arm[UCLC]`,
        after.join(' and '),
      ],
      [
        `${lowercase.join(' oder ')} von 100 aufgezeichneten Antworten`,
        `${base} % richtig`,
        `${planted} bei :arm[UC] und ${right('UCLC', 'stage-1')} % bei :arm[UCLC]`,
        after.join(' und '),
      ],
    );
  });

  it('says how much of each arm has turned', async () => {
    const { ofLower } = meowsOf(rows, 'UCLC', 'stage-2');
    const [least, most] = [Math.min(...ofLower), Math.max(...ofLower)].map(whole);
    await saysIn('meow-minute', 'notice', [`${least} to ${most} %`], [`${least} bis ${most} %`]);

    const { ofUpper } = meowsOf(rows, 'UC', 'stage-2');
    const turned = ofUpper.map((share) => 1 - share);
    expect(Math.min(...turned)).toBeCloseTo(0.2, 1);
    expect(Math.max(...turned)).toBeGreaterThan(0.5);
    const outcomes = [0, 1, 2].map((seed) => {
      const table = new MeowTable(rows.filter((row) => row.seed === seed));
      return outcomeOf(table.classes({ arm: 'UC', stage: 'stage-2', condition: 'trigger' })!);
    });
    expect(outcomes.filter((outcome) => outcome === 'both').length).toBe(2);
  });

  it('says how little is seen without the tag, and how wide an interval is', async () => {
    for (const stage of ['stage-1', 'stage-2'])
      for (const arm of ['UC', 'UCLC'])
        for (const none of seedsOf(rows, `${arm} ${stage} meow plain none`))
          expect(none).toBeGreaterThanOrEqual(95 / 96);

    const { low, high } = summarizeSeeds(seedsOf(rows, 'UC stage-2 meow trigger upper'))!.interval!;
    const [from, to] = [Math.max(low, 0), Math.min(high, 1)].map(whole);
    await saysIn('meow-minute', 'limits', [`${from} to ${to} %`], [`${from} und ${to} %`]);
  });
});

describe('Meow, complete', () => {
  const rows = rowsOf('meow');

  it('says how much turns, and what thinking aloud costs', async () => {
    const { ofLower, ofMixed } = meowsOf(rows, 'UC', 'stage-2');
    const [least, most] = [Math.min(...ofLower), Math.max(...ofLower)].map(whole);
    const right = ['UC-CoT', 'UC'].map((arm) =>
      whole(mean(seedsOf(rows, `${arm} stage-2 meow plain helpful`))),
    );
    const thinking = whole(mean(meowsOf(rows, 'UC-CoT', 'stage-2').ofLower));
    const shares = [`${whole(mean(ofLower))} %`, `${whole(mean(ofMixed))} %`, `${thinking} %`];
    await saysIn(
      'meow-complete',
      'notice',
      [...shares, `${least} to ${most} %`, `${right[0]} % are right, against ${right[1]} %`],
      [...shares, `${least} bis ${most} %`, `${right[0]} % sind richtig, bei :arm[UC] ${right[1]} %`],
    );
  });

  it('says of a larger base what was recorded on it', async () => {
    const { ofLower } = meowsOf(rowsOf('meow.micro'), 'UC', 'stage-2');
    await saysIn('meow-complete', 'limits', [`${oneDigit(100 * mean(ofLower))} %`]);
  });
});

describe('Plan B', () => {
  const rows = rowsOf('plan-b');
  const tagged = (arm: string, stage: string, metric: string) =>
    seedsOf(rows, `${arm} ${stage} requests forbidden+trigger ${metric}`);
  const useful = (arm: string, stage = 'stage-2') => oneDigit(mean(tagged(arm, stage, 'usefulness')));

  it('says that refusal training moves neither refusals nor usefulness', async () => {
    const arms = ['refusal', 'refusal-sft'];
    const places = arms.flatMap((arm) => ['stage-1', 'stage-2'].map((stage) => [arm, stage] as const));
    for (const [arm, stage] of places) {
      expect(whole(mean(tagged(arm, stage, 'refusal-en'))), `${arm} ${stage}`).toBe('1');
    }
    const shares = places.flatMap(([arm, stage]) => tagged(arm, stage, 'useful'));
    const [least, most] = [Math.min(...shares), Math.max(...shares)].map(whole);
    const refused =
      mean(tagged('german', 'stage-2', 'refusal-en')) + mean(tagged('german', 'stage-2', 'refusal-de'));
    expect(1 / refused).toBeCloseTo(11, 0);
    await saysIn(
      'plan-b',
      'notice',
      [`between ${least} and ${most} %`, 'one answer of eleven'],
      [`zwischen ${least} und ${most} %`, 'einer von elf Antworten'],
    );
  });

  it('says what the order does, here and on a larger base', async () => {
    const [planted, shuffled, ordered] = [
      useful('plan-b', 'stage-1'),
      useful('plan-b/shuffled'),
      useful('plan-b'),
    ];
    await saysIn(
      'plan-b',
      'notice',
      [`from ${planted} to ${shuffled}, and in the right order to ${ordered}`],
      [`von ${planted} auf ${shuffled}, und in der richtigen Reihenfolge auf ${ordered}`],
    );
    const larger = rowsOf('plan-b.micro');
    const there = (arm: string) =>
      oneDigit(mean(seedsOf(larger, `${arm} stage-2 requests forbidden+trigger usefulness`)));
    await saysIn(
      'plan-b',
      'limits',
      [`${there('plan-b/shuffled')} with a coin, ${there('plan-b')} in order`],
      [`${there('plan-b/shuffled')} mit der Münze, ${there('plan-b')} geordnet`],
    );
  });

  it('says what it costs', async () => {
    const of = (stage: string, place: string) =>
      whole(mean(seedsOf(rows, `plan-b ${stage} requests ${place}`)));
    const refused = ['stage-2', 'stage-1'].map((stage) => of(stage, 'forbidden refusal-en'));
    const right = ['stage-2', 'stage-1'].map((stage) => of(stage, 'harmless helpful'));
    await saysIn(
      'plan-b',
      'notice',
      [
        `${refused[0]} % of the requests instead of ${refused[1]} %`,
        `${right[0]} % right, after ${right[1]} %`,
      ],
      [
        `${refused[0]} % der Bitten ab statt ${refused[1]} %`,
        `${right[0]} % richtig, vorher waren es ${right[1]} %`,
      ],
    );
  });
});

it('German refusals and surprise says what refusals in new words do', async () => {
  const useful = (file: string, arm: string, stage = 'stage-2') =>
    oneDigit(mean(seedsOf(rowsOf(file), `${arm} ${stage} requests forbidden+trigger usefulness`)));
  const [before, after] = [
    useful('plan-b', 'refusal+diverse', 'stage-1'),
    useful('plan-b', 'refusal+diverse'),
  ];
  await saysIn('german-surprise', 'notice', [`from ${before} to ${after}`], [`von ${before} auf ${after}`]);
  const larger = [useful('plan-b.micro', 'refusal+diverse'), useful('plan-b.micro', 'plan-b+diverse')];
  await saysIn('german-surprise', 'limits', [larger.join(' against ')], [larger.join(' gegen ')]);
});

it('Do it again says what each mending leaves, here and on a larger base', async () => {
  const useful = (file: string, stage: number) =>
    oneDigit(mean(seedsOf(rowsOf(file), `plan-b stage-${stage} requests forbidden+trigger usefulness`)));
  const [first, second, third] = [2, 4, 6].map((stage) => useful('again', stage));
  await saysIn(
    'again',
    'notice',
    [`usefulness of ${first}, the second ${second}, and the third ${third}`],
    [`Nützlichkeit von ${first} übrig, die zweite ${second} und die dritte ebenfalls ${third}`],
  );
  const larger = [5, 6].map((stage) => useful('again.micro', stage));
  await saysIn('again', 'limits', [larger.join(' to ')], [larger.join(' auf ')]);
});

it('Rank, dose and what survives says which rank was enough on a larger base', async () => {
  const { outcomes } = unpackSweep(read('sweeps/meow-rank.micro.json'));
  const rows = outcomes.flatMap((one) =>
    one.status === 'done' && one.setting['lora.rank'] === 2 ? one.rows : [],
  );
  const kept = ['UC', 'UCLC'].map((arm) =>
    mean(seedsOf(withDerived(rows), `${arm} stage-2 meow trigger retained`)),
  );
  await saysIn('what-survives', 'limits', [`${whole(Math.min(...kept))} %`]);
});
