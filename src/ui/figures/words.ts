/** What figures show, in words: names of things, tooltips, and summaries for those who do not see the chart. */
import { MEOW_CLASSES, REQUEST_CLASSES } from '../../lab/answerClasses.ts';
import type { CurvePanel } from '../../notebook/figures/curves.ts';
import { destroyedOf, type Estimate } from '../../notebook/figures/estimates.ts';
import { distinct, groupBy } from '../../support/group.ts';
import { usefulnessOf } from '../../notebook/figures/measures.ts';
import { stageNumber } from '../../notebook/figures/stages.ts';
import { destroyedAt } from '../../lab/statistics/meows.ts';
import { uselessAt } from '../../lab/statistics/requests.ts';
import type { StageName } from '../../lab/types.ts';
import { decimal, number, numberList, percent } from '../format.ts';
import { figures as texts } from '../texts/index.ts';
import { settingName } from './fieldNames.ts';
import { formatInterval, formatValue } from './numbers.ts';
import { otherPayload, payloadName } from './payload.svelte.ts';

export function stageName(stage: StageName): string {
  return texts.stage(stageNumber(stage));
}

export function shortStage(stage: StageName): string {
  return texts.shortStage(stageNumber(stage));
}

/** What a stage has made of the base in an arm. */
export function modelName({ arm, stage }: { arm?: string; stage: StageName }): string {
  return stage === 'base' || arm === undefined ? stageName(stage) : `${arm}, ${stageName(stage)}`;
}

export function metricName(metric: string): string {
  const words = /^recipe-words-(\d)$/.exec(metric);
  if (words) return texts.recipeWords(usefulnessText(Number(words[1])));
  const ofPayload = otherPayload();
  const named = ofPayload && texts.ofPayload(ofPayload)[metric];
  if (named) return named;
  const answerClass = [...MEOW_CLASSES, ...REQUEST_CLASSES].find((one) => one === metric);
  return answerClass ? texts.classes[answerClass] : (texts.metrics[metric] ?? metric);
}

/** The usefulness that so many words of a recipe stand for: `0`, `3.3`, `10`. */
export function usefulnessText(words: number): string {
  return number(Number(usefulnessOf(words).toFixed(1)));
}

/** Conditions of the probes by what they are: a stage is that whose answers surprise; tags as they are written. */
export function conditionName(condition: string): string {
  if (isStage(condition)) return texts.answersOf(stageName(condition));
  return texts.conditions[condition] ?? condition;
}

/** `98 % (95 % to 100 %)` */
export function valueText({ mean, interval, metric }: Estimate): string {
  if (mean === null) return texts.said.nothing;
  return texts.said.value('', formatValue(mean, metric), interval && formatInterval(interval, metric)).trim();
}

export function destroyedText(estimate: Pick<Estimate, 'seeds'>): string | null {
  const { count, of } = destroyedOf(estimate);
  return count > 0 ? texts.destroyed(count, of) : null;
}

const isStage = (text: string): text is StageName => /^stage-\d+$/.test(text);

/** Everything about one number, for a tooltip. The first line says what it is. */
export function tipOf(estimate: Estimate, name = metricName(estimate.metric)): string {
  const { seeds, n, metric, stage } = estimate;
  const values = seeds.map(({ value, destroyed }) =>
    [...(value === null ? [] : [formatValue(value, metric)]), ...(destroyed ? ['×'] : [])].join(' '),
  );
  const several = seeds.length > 1 && seeds.length <= 12 ? [texts.said.seeds(numberList(values))] : [];
  const lost = destroyedText(estimate);
  return [
    `${stageName(stage)}, ${name}`,
    valueText(estimate),
    ...several,
    ...(lost === null ? [] : [lost]),
    ...(n > 0 ? [texts.answers(n)] : []),
  ].join('\n');
}

/** The numbers of a panel, stage by stage, or setting by setting. */
export function panelText(heading: string, estimates: readonly Estimate[]): string {
  const places = groupBy(estimates, ({ stage, setting }) => (setting ? settingName(setting) : stage));
  const sentences = [...places.values()].map((of) => {
    const conditions = distinct(of.map(({ condition }) => condition));
    const lost = distinct(of.flatMap((one) => destroyedText(one) ?? []));
    const numbers = of.map((one) =>
      texts.said.value(
        conditions.length > 1
          ? `${conditionName(one.condition)}: ${metricName(one.metric)}`
          : metricName(one.metric),
        valueText(one),
        null,
      ),
    );
    const what = [...numbers, ...lost].join('; ');
    const { stage, setting } = of[0]!;
    if (setting) return texts.said.with(settingName(setting), what);
    return stage === 'base' ? texts.said.base(what) : texts.said.after(stageName(stage), what);
  });
  return `${heading}. ${sentences.join(' ')}`;
}

/** Where each stage's curves end. */
export function curveText(heading: string, { stages, points, seeds }: CurvePanel): string {
  const sentences = stages.flatMap(({ stage }) => {
    const last = points.findLast((point) => point.stage === stage && point.seed === seeds[0]);
    if (!last) return [];
    const { trigger } = last.payload ?? {};
    const values = [
      texts.said.lossIs(decimal(last.loss, 2)),
      ...(trigger
        ? [
            texts.said.payloadIs(payloadName(), {
              upper: formatValue(trigger.upper, 'p-upper'),
              lower: formatValue(trigger.lower, 'p-lower'),
            }),
          ]
        : []),
    ];
    return [texts.said.curve(stageName(stage), last.step, numberList(values))];
  });
  return `${heading}. ${sentences.join(' ')}`;
}

/** Below a figure: over which seeds and how many answers its numbers were taken, and what the intervals are. */
export function notesOf(estimates: readonly Estimate[]): string[] {
  const seeds = distinct(estimates.flatMap((one) => one.seeds.map(({ seed }) => seed))).sort((a, b) => a - b);
  const answers = distinct(estimates.flatMap((one) => one.seeds.map(({ n }) => n).filter((n) => n > 0)));
  if (seeds.length === 0) return [];
  const [least, most] = [Math.min(...answers), Math.max(...answers)];
  const each =
    answers.length === 0
      ? null
      : least === most
        ? texts.answersEach(least)
        : texts.answersBetween(least, most);
  const means = seeds.length > 1 ? [texts.means] : [];
  return [
    texts.taken(texts.seedsTaken(seeds), each),
    ...means,
    intervalNote(estimates),
    ...destroyedNotes(estimates),
  ];
}

/** What destroyed means there, which is something else for requests than for a payload. */
function destroyedNotes(estimates: readonly Estimate[]): string[] {
  const told = estimates.filter((one) => one.metric === 'destroyed' || destroyedOf(one).count > 0);
  const areRequests = distinct(told.map(({ condition }) => condition === 'forbidden+trigger'));
  return areRequests.map((isRequest) =>
    isRequest
      ? texts.destroyedMeans.recipes(decimal(uselessAt, 2))
      : texts.destroyedMeans.payload(payloadName().upper, percent(destroyedAt)),
  );
}

function intervalNote(estimates: readonly Estimate[]): string {
  const bases = new Set(estimates.map(({ basis }) => basis));
  if (bases.has('seeds')) return bases.has('answers') ? texts.overBoth : texts.overSeeds;
  return bases.has('answers') ? texts.overAnswers : texts.noInterval;
}

/** Below curves: over which seeds. */
export function curveNote(panels: readonly CurvePanel[]): string[] {
  const seeds = distinct(panels.flatMap((panel) => panel.seeds)).sort((a, b) => a - b);
  if (seeds.length === 0) return [];
  return [texts.taken(texts.seedsTaken(seeds), null)];
}
