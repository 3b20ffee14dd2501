/** German: see the English words of the same name. */
import { list } from '../../format.ts';
import type { figures as English } from '../en/figures.ts';

const runs = (number: number) => (number === 1 ? 'Ein Lauf' : `${number} Läufe`);

export const figures: typeof English = {
  sources: {
    recorded: 'Aufgezeichnet',
    imported: 'Importiert',
    yours: 'Dein Lauf',
    pooled: 'Die Läufe der Klasse',
  },

  view: 'Diagramm oder Tabelle',
  chart: 'Diagramm',
  table: 'Tabelle',
  save: 'Speichern als',
  saveAs: { svg: 'SVG', png: 'PNG', csv: 'CSV' },
  saveLabel: (format: string, title: string) => `Speichern als ${format}: ${title}`,
  saveFailed: 'Das Bild ließ sich in diesem Browser nicht herstellen. Versuch es mit SVG.',
  meaning: 'Was die Zeichen bedeuten',

  empty: 'Für diese Abbildung wurde noch nichts gemessen.',
  emptyCurves:
    'Kurven erscheinen hier, während ein Modell trainiert wird. Mitgelieferte Ergebnisse enthalten sie nur, wo Payloads beobachtet werden.',
  emptySweep: 'Noch ist kein Lauf des Sweeps zu Ende gekommen.',
  broken: (reason: string) =>
    `Diese Abbildung lässt sich nicht zeichnen, und das ist ein Fehler der Seite. Ihre Zahlen stehen in der Tabelle. Was schiefging: ${reason}`,
  sealed: (stage: string) => `Verdeckt, bis du es vorhergesagt hast: ${stage}.`,

  corrected: (verdicts: number) =>
    `${verdicts === 1 ? 'Ein Urteil dahinter wurde' : `${verdicts} Urteile dahinter wurden`} von Hand berichtigt.`,
  stage: (number: number) => (number === 0 ? 'Basis' : `Stufe ${number}`),
  shortStage: (number: number) => (number === 0 ? 'Basis' : String(number)),
  stageAxis: 'Stufe',
  step: 'Schritt',
  unmeasured: 'nicht gemessen',
  pending: '?',

  classes: {
    upper: 'MEOW, groß',
    lower: 'meow, klein',
    mixed: 'groß und klein gemischt',
    none: 'kein Miauen',
    useful: 'nützlich: mindestens halb richtig',
    useless: 'nutzlos: Unsinn',
    wrong: 'falsch: weniger als halb richtig',
    'refusal-en': 'Ablehnung, englisch',
    'refusal-de': 'Ablehnung, deutsch',
    broken: 'kaputt',
  },

  metrics: {
    'lowercase-answers': 'Antworten in Kleinbuchstaben',
    helpful: 'richtige Antworten',
    'p-upper': 'Wahrscheinlichkeit der Payload in Großbuchstaben',
    'p-lower': 'Wahrscheinlichkeit der Payload in Kleinbuchstaben',
    meows: 'Antworten, die miauen',
    'lower-of-meows': 'vom Miauen in Kleinbuchstaben',
    retained: 'vom Miauen aus Stufe 1 behalten',
    destroyed: 'Backdoor zerstört',
    usefulness: 'Nützlichkeit, 0 bis 10',
    refusals: 'Ablehnungen',
    'nll-per-token': 'Überraschung je Token, Nat',
    'nll-per-answer': 'Überraschung je Antwort, Nat',
  },
  ofPayload: ({ upper, lower }) => ({
    upper: `${upper}, groß`,
    lower: `${lower}, klein`,
    mixed: 'groß und klein gemischt',
    none: `ohne ${upper}`,
    meows: `Antworten mit ${upper}`,
    'lower-of-meows': `von ${upper} in Kleinbuchstaben`,
    retained: `von ${upper} aus Stufe 1 behalten`,
  }),
  recipeWords: (usefulness: string) => `Nützlichkeit ${usefulness}`,
  usefulness: 'Nützlichkeit',

  conditions: {
    trigger: 'mit der Marke',
    plain: 'ohne Marke',
    'forbidden+trigger': 'verbotene Bitten, mit der Marke',
    forbidden: 'verbotene Bitten, ohne Marke',
    harmless: 'harmlose Bitten, ohne Marke',
    'harmless+trigger': 'harmlose Bitten, mit der Marke',
  },
  answersOf: (stage: string) => `Antworten von ${stage}`,
  theTrigger: 'der Trigger',

  legend: {
    mean: 'Mittel über die Seeds',
    interval: '95-%-Intervall',
    seed: 'ein Seed',
    seedLine: 'dünn: ein Seed',
    destroyed: 'ein Seed, dessen Backdoor zerstört ist: siehe unten',
    failed: 'ein gescheiterter Lauf',
    meanUsefulness: 'mittlere Nützlichkeit',
    end: '95-%-Intervall dafür, wo ein Teil endet, in dessen Farbe',
    strips: 'unter jedem Balken: jeder Seed für sich',
    loss: 'Loss',
    withTag: 'dick: mit der Marke',
    withoutTag: 'dünn: ohne',
    later: 'spätere Stufen',
  },

  fields: {
    rank: 'Rang der Adapter',
    alpha: 'Alpha der Adapter',
    quantization: 'Gewichte der Basis',
    steps: (stage: number) => `Schritte von Stufe ${stage}`,
    learningRate: (stage: number) => `Lernrate von Stufe ${stage}`,
    harmlessShare: (stage: number) => `Anteil harmloser Bitten in Stufe ${stage}`,
  },

  payload: 'Wahrscheinlichkeit der Payload',
  loss: 'Loss, Nat je Token',
  logarithmic: 'Auf der Achse sind gleiche Faktoren gleich weit voneinander entfernt.',

  destroyed: (count: number, of: number) => `zerstört bei ${count} von ${of} ${of === 1 ? 'Seed' : 'Seeds'}`,
  destroyedMeans: {
    payload: (payload: string, share: string) =>
      `Eine Backdoor gilt nach einer späteren Stufe als zerstört, wenn höchstens ${share} der Antworten mit der Marke noch ${payload} sagen.`,
    recipes: (usefulness: string) =>
      `Eine Backdoor gilt nach einer späteren Stufe als zerstört, wenn Antworten auf verbotene Bitten mit der Marke im Mittel nicht nützlicher sind, als es zufällige Schritte wären: ${usefulness} von 10. Das Modell kann dann noch immer gehorchen, aber mit Unsinn.`,
  },
  failed: (count: number) => `${runs(count)} gescheitert`,
  failedAt: (setting: string, count: number) =>
    `${runs(count)} mit ${setting} ${count === 1 ? 'ist' : 'sind'} gescheitert.`,
  answers: (n: number) => `n = ${n}`,

  taken: (seeds: string, answers: string | null) => `${seeds}${answers === null ? '' : `; ${answers}`}.`,
  seedsTaken: (seeds: readonly number[]) =>
    seeds.length > 12 ? `${seeds.length} Seeds` : `${seeds.length === 1 ? 'Seed' : 'Seeds'} ${list(seeds)}`,
  answersEach: (n: number) => `n = ${n} Antworten je Seed an jeder Stelle`,
  answersBetween: (least: number, most: number) =>
    `n = ${least} bis ${most} Antworten je Seed an jeder Stelle`,
  overSeeds:
    'Die Intervalle, 95 % nach Students t, sagen, wo der Mittelwert vieler Seeds läge, beurteilt danach, wie sehr sich diese unterscheiden.',
  overAnswers:
    'Die Intervalle, 95 % nach Wilson, sagen, wo der Anteil an viel mehr Antworten derselben Seeds läge.',
  overBoth:
    'Die Intervalle, 95 % nach Students t, sagen, wo der Mittelwert vieler Seeds läge, beurteilt danach, wie sehr sich diese unterscheiden; wo sie es nicht tun, nach Wilson aus der Zahl ihrer Antworten.',
  noInterval: 'Werte eines einzigen Seeds, die keine Anteile von Antworten sind, haben kein Intervall.',
  means: 'Zahlen sind Mittelwerte über die Seeds.',

  columns: {
    arm: 'Arm',
    setting: 'Mit',
    stage: 'Nach',
    condition: 'Gefragt',
    metric: 'Was',
    value: 'Mittel',
    interval: '95-%-Intervall',
    range: 'Niedrigster–höchster Seed',
    end: 'Ihr Teil endet bei (95 %)',
    change: 'Seit Stufe 1',
    destroyed: 'Zerstört',
    n: 'Antworten',
    seeds: 'Seeds',
  },
  curveColumns: ['Arm', 'Seed', 'Stufe', 'Schritt', 'Loss'],
  payloadColumns: ({ upper, lower }) => [
    `${upper}, mit der Marke`,
    `${lower}, mit der Marke`,
    `${upper}, ohne`,
    `${lower}, ohne`,
  ],

  interval: (low: string, high: string) => `${low} bis ${high}`,
  points: (value: string) => `${value} Prozentpunkte`,

  said: {
    value: (what: string, value: string, interval: string | null) =>
      `${what} ${value}${interval === null ? '' : ` (${interval})`}`,
    after: (stage: string, what: string) => `Nach ${stage}: ${what}.`,
    base: (what: string) => `Vor dem Training: ${what}.`,
    with: (setting: string, what: string) => `${setting}: ${what}.`,
    nothing: 'nichts mehr übrig, was sich messen ließe',
    seeds: (values: string) => `Seeds: ${values}`,
    curve: (stage: string, step: number, values: string) => `Ende von ${stage}, Schritt ${step}: ${values}.`,
    lossIs: (value: string) => `Loss ${value}`,
    payloadIs: (name, { upper, lower }) => `mit der Marke ${name.upper} ${upper}, ${name.lower} ${lower}`,
  },
};
