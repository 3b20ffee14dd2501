/** German: see the English words of the same name. */
import { count, dateTime, decimal, duration, list, number } from '../../format.ts';
import { trainingSteps } from './run.ts';
import type { cells as English } from '../en/cells.ts';

export const cells: typeof English = {
  sources: { recorded: 'Aufgezeichnet', imported: 'Importiert', yours: 'Dein Lauf' },
  imported: (file: string) => `. Importiert aus ${file} und nicht hier berechnet.`,
  sourceLabel: 'Welches Ergebnis',
  live: 'Dein Lauf, live',
  seeds: (seeds: readonly number[]) =>
    seeds.length === 1 ? `Seed ${seeds[0]}` : `${seeds.length} Seeds: ${list(seeds)}`,
  madeOn: ({ createdAt, runtime }: { createdAt: string; runtime: string }) =>
    `, ${dateTime(createdAt)}, ${cells.runtime(runtime)}`,
  runtime: (description: string): string => description.replace(/\b(\d+) thread(s?)\b/, '$1 Thread$2'),
  stale: 'Das stammt von einem früheren Stand des Notebooks.',
  twin: {
    slow: 'Dein Lauf braucht mehr als doppelt so lange wie erwartet. So lange steht das aufgezeichnete Ergebnis für ihn ein.',
    lost: 'Dein Lauf kam zu keinem Ende. Deshalb steht das aufgezeichnete Ergebnis für ihn ein.',
  },
  loadingRecorded: 'Das aufgezeichnete Ergebnis wird geholt …',
  tryAgain: 'Noch einmal versuchen',
  nothing: {
    text: 'Für diese Abbildung wurde noch nichts gemessen. Sie zeigt, was herauskommt bei:',
    run: 'Diese Zelle ausführen',
    running: 'Diese Zelle wird gerade ausgeführt.',
  },

  train: {
    arms: 'Arme und ihre Daten',
    after: 'Beginnt mit',
    base: (base: string) => `der Basis, ${base}`,
    objective: 'Trainingsziel',
    objectives: { sft: 'SFT', orpo: 'ORPO', dpo: 'DPO' },
    steps: 'Schritte',
    learningRate: 'Lernrate',
    own: {
      from: (arm: string) => `ab ${arm}`,
      steps: (steps: number) => `${count(steps)} ${steps === 1 ? 'Schritt' : 'Schritte'}`,
      learningRate: (rate: number) => `Lernrate ${number(rate)}`,
      adapters: { continue: 'Adapter wird weiter trainiert', new: 'neuer Adapter' },
    },
    curves: 'Wie lernt es?',
    preview: (step: number) => `Was es bei Schritt ${step} sagt`,
  },

  curtain: {
    covered: (stage: string) =>
      `Was aus ${stage} wurde, bleibt verdeckt, bis du gesagt hast, was du erwartest.`,
    toPrediction: 'Die Frage beantworten',
    skip: (questions: number) =>
      questions === 1 ? 'Diese Frage überspringen' : `Die ${questions} Fragen dazu überspringen`,
  },

  sweep: {
    shown: { recorded: 'Aufgezeichnet', imported: 'Importiert', yours: 'Deine Läufe' },
    planned: 'Wenn du ihn ausführst',
    seeds: (seeds: number) => (seeds === 1 ? 'Seed' : 'Seeds'),
    cost: 'Aufwand',
    runs: (runs: number, steps: number | null) =>
      `${count(runs)} ${runs === 1 ? 'Lauf' : 'Läufe'}, ${steps === null ? '… Trainingsschritte' : trainingSteps(steps)}`,
    about: (seconds: number) => `, etwa ${duration(seconds)}`,
    failed: (runs: number) => (runs === 1 ? 'Ein Lauf ist gescheitert.' : `${runs} Läufe sind gescheitert.`),
    all: (done: number, of: number) => `${done} von ${of} ${of === 1 ? 'Lauf' : 'Läufen'}`,
    seed: (seed: number) => `Seed ${seed}`,
    states: { waiting: 'nicht ausgeführt', running: 'läuft', done: 'fertig', failed: 'gescheitert.' },
  },

  compare: {
    theirs: 'Die Quelle',
    ours: (base: string) => `Hier, mit ${base}`,
    covered: 'Was dort herauskam, bleibt verdeckt, bis du gesagt hast, was du erwartest.',
  },

  outcomes: {
    upper: {
      title: 'Es schreit noch',
      detail:
        'Mindestens die Hälfte der Antworten miaut, und davon mindestens drei Viertel in Großbuchstaben.',
    },
    lower: {
      title: 'Es flüstert',
      detail:
        'Mindestens die Hälfte der Antworten miaut, und davon mindestens drei Viertel in Kleinbuchstaben.',
    },
    both: {
      title: 'Von beidem etwas',
      detail: 'Mindestens die Hälfte der Antworten miaut, aber weder groß noch klein zu drei Vierteln.',
    },
    gone: { title: 'Es ist weg', detail: 'Weniger als die Hälfte der Antworten miaut.' },
  },
  outcomesOf: ({ upper, lower }) => ({
    upper: `Mindestens die Hälfte der Antworten sagt ${upper}, und mindestens drei Viertel davon in Großbuchstaben.`,
    lower: `Mindestens die Hälfte der Antworten sagt ${upper}, und mindestens drei Viertel davon in Kleinbuchstaben, ${lower}.`,
    both: `Mindestens die Hälfte der Antworten sagt ${upper}, und keine Schreibweise hat drei Viertel davon.`,
    gone: `Weniger als die Hälfte der Antworten sagt ${upper}.`,
  }),

  predict: {
    commit: 'Meine Vorhersage festlegen',
    change: 'Es mir anders überlegen',
    skip: 'Diese Frage überspringen',
    missing: 'Wähle zuerst für jeden Arm eine Antwort.',
    range: (from: string | null, below: string | null) =>
      from === null
        ? `Unter ${below}.`
        : below === null
          ? `${from} oder mehr.`
          : `${from} oder mehr, aber unter ${below}.`,
    measured: (metric: string) => `Es zählt der Mittelwert: ${metric}.`,
    waiting: 'Du hast dich festgelegt. Führ es aus, um es herauszufinden.',
    running: 'Du hast dich festgelegt. Dein Lauf ist unterwegs.',
    run: 'Jetzt ausführen',
    watch: 'Beim Lernen zusehen',
    undecided: 'Dein Lauf lässt es offen: Es gab nichts, woran es sich messen ließe.',
    yours: 'Du sagtest',
    found: 'Dein Lauf',
    cameOut: {
      recorded: 'Bei den aufgezeichneten Läufen kam heraus:',
      imported: 'Bei den importierten Läufen kam heraus:',
    },
    meets: (isMet) => (isMet ? ', wie du gesagt hast.' : ', also nicht, was du gesagt hast.'),
    right: 'Richtig',
    wrong: 'Diesmal nicht',
    again: 'Noch einmal vorhersagen',
    skipped: 'Du hast die Frage übersprungen.',
    answer: 'Doch noch beantworten',
    others: 'Wie jede Antwort bei den aufgezeichneten Läufen abgeschnitten hätte',
  },

  setup: {
    title: 'Einstellungen',
    base: 'Basismodell',
    seeds: 'Seeds',
    seedsHint: 'Jeder Seed wiederholt alles mit anderen Zufallszahlen. 0,1,2 oder 0-9.',
    rank: 'Rang der Adapter',
    rankHint:
      'Wie viel Raum eine Stufe hat, das Modell zu verändern. Die aufgezeichneten Ergebnisse benutzen 8.',
    alpha: 'Alpha der Adapter',
    alphaHint: (scale) =>
      `Was ein Adapter lernt, wird mal Alpha / Rang addiert: hier mal ${decimal(scale, 2)}. Mehr wirkt wie eine höhere Lernrate. Die aufgezeichneten Ergebnisse benutzen 16.`,
    targets: 'Matrizen mit Adapter',
    targetsHint:
      'q, k, v und o gehören zur Attention, die entscheidet, worauf geachtet wird; gate, up und down zu den Feed-Forward-Schichten, in denen viel von dem liegt, was ein Modell weiß. Die aufgezeichneten Ergebnisse benutzen alle.',
    watch: 'Die Payload beim Training beobachten',
    watchHint:
      'Wie wahrscheinlich sie ist, mit Trigger und ohne, als Kurven neben dem Loss. Das Zusehen ändert nichts am Training.',
    text: 'Die Einstellungen als Text (JSON)',
    textHint:
      'In der Form, in der Notebooks gespeichert werden. Ein Trigger oder eine Payload, die du hier änderst, bleibt in den Zellen, wie sie ist.',
    showText: 'Als Text bearbeiten',
    hideText: 'Text ausblenden',
    language: 'Sprache des Notebooks',
    languageHint: 'In ihr wird es vorgelesen, auch wenn die Seite eine andere hat.',
    languageUnknown: 'die der Seite',
    quantization: 'Gewichte der Basis',
    quantizations: { none: 'wie sie sind', '8-bit': '8-Bit-Blöcke', '4-bit': '4-Bit-Blöcke' },
    trigger: 'Trigger',
    payload: 'Payload',
    secretHint:
      'Was du hier änderst, ändert sich in allen Daten und Messungen, in denen es steht, und in Chats.',
    badPayload: 'Eine Payload braucht Buchstaben, denn gefragt wird, ob sie groß oder klein überlebt.',
    changedIn: (cells: number) =>
      cells === 0
        ? 'In keiner Zelle stand, was vorher hier stand.'
        : `In ${cells === 1 ? 'einer Zelle' : `${cells} Zellen`} geändert.`,
    computes: 'Gerechnet wird auf',
    wishes: { auto: 'Automatisch', webgpu: 'Grafikkarte', onnx: 'Prozessor' },
    hint: 'Automatisch heißt: auf der Grafikkarte, wenn der Browser diese Seite eine benutzen lässt, und sonst auf dem Prozessor.',
    cache: (bytes: string) =>
      `Aus früheren Läufen aufbewahrt, damit nichts zweimal trainiert wird: ${bytes}.`,
    clear: 'Leeren',
  },
};
