/** German: see the English words of the same name. */
import { count, decimal } from '../../format.ts';
import type { forms as English } from '../en/forms.ts';
import { trainingSteps } from './run.ts';

export const forms: typeof English = {
  editor: {
    label: (cell: string) => `${cell} bearbeiten`,
    view: 'Wie diese Zelle bearbeitet wird',
    form: 'Formular',
    text: 'Text',
    title: 'Titel',
    prose: 'Text',
    proseHint:
      'Markdown: *Betonung*, **stärker**, `Code`, Listen, > Zitate, # Überschriften, Tabellen, [Links](https://…) und :trigger[|TAG|] für eine Marke.',
    name: 'Name',
    nameHint: 'Andere Zellen verweisen mit diesem Namen auf sie und folgen, wenn er sich ändert.',
  },

  text: {
    label: 'Die Zelle als Text (JSON)',
    hint: 'Die ganze Zelle, in der Form, in der Notebooks gespeichert werden. Es ändert sich nichts, bevor du sie übernimmst.',
    apply: 'Übernehmen',
    revert: 'Zurücksetzen',
    unapplied: 'Noch nicht übernommen. Es bleibt erhalten, solange die Seite offen ist.',
    outdated:
      'Hier hat sich etwas geändert, seit du begonnen hast. Wenn du deinen Text übernimmst, ersetzt er den jetzigen Stand.',
    applied: 'Übernommen.',
    source: 'Der Text',
    notebook: 'Das Notebook mit dieser Zelle',
    withSetup: 'Das Notebook mit diesen Einstellungen',
    otherId: (id: string) =>
      `Der Text: id ist „${id}“, aber daran erkennen die Seite und ihre Links die Zelle.`,
    keepId: (id: string) => `Lass „${id}“ stehen.`,
    otherName: 'Wähle einen anderen Namen.',
    repeated: (key: string) =>
      `Im Text steht ${key} an einer Stelle zweimal, und nur eins davon würde zählen.`,
    keepOne: 'Lass eins davon stehen.',
  },

  problems: {
    number: (min: number, max: number, { integer, above }: { integer: boolean; above: boolean }) => {
      const what = integer ? 'eine ganze Zahl' : 'eine Zahl';
      const range = above ? `über ${min} und höchstens ${count(max)}` : `von ${count(min)} bis ${count(max)}`;
      return `Hier gehört ${what} ${range} hin. Die letzte, die passt, bleibt stehen.`;
    },
    empty: 'Das darf nicht leer sein. Was vorher hier stand, bleibt.',
    long: (characters: number, most: number) =>
      `Das sind ${count(characters)} Zeichen, und höchstens ${count(most)} passen hinein.`,
    few: (least: number) =>
      least === 1 ? 'Es braucht mindestens eine Zeile.' : `Es braucht mindestens ${least} Zeilen.`,
    many: (lines: number, most: number) => `Das sind ${lines} Zeilen, und höchstens ${most} passen hinein.`,
    lines: 'Ein Eintrag hat hier mehrere Zeilen und lässt sich deshalb nur in der Textansicht ändern.',
    name: 'Ein Name hat 1 bis 64 Buchstaben, Ziffern und . _ + / - und beginnt mit einem Buchstaben oder einer Ziffer.',
    taken: (name: string) => `${name} heißt schon eine andere Zelle.`,
    takenArm: (name: string) => `${name} heißt hier schon ein anderer Arm.`,
    reserved: 'Dieses Wort hat in JavaScript eine Bedeutung und kann hier kein Name sein.',
    seeds: 'Seeds sind ganze Zahlen ab 0, etwa 0,1,2 oder 0-9.',
    manySeeds: (most: number) => `Höchstens ${count(most)} Seeds passen hinein.`,
    twice: (what: string) => `${what} steht zweimal da.`,
    emptyValue: 'Zu jedem Komma gehört auf beiden Seiten ein Wert.',
    json: (text: string) => `${text} ist nicht fertig: Es fehlt eine Klammer oder ein Anführungszeichen.`,
    values: 'Das sind zu viele Werte, oder sie sind zu tief verschachtelt.',
  },

  choose: 'Wähle …',
  gone: (name: string) => `${name} (nicht da)`,
  asAll: 'wie für alle Arme',
  remove: 'Entfernen',
  removeWhat: (what: string) => `${what} entfernen`,
  oneALine: 'Eins je Zeile.',

  fields: {
    of: 'Messung',
    trained: 'Trainierte Modelle',
    trainedHint:
      'Die Trainingsstufe, deren Modelle gefragt werden. Die Stufen davor und die Basis werden ebenfalls gefragt.',
    arms: 'Arme',
    stage: 'Nach welcher Stufe',
    stages: 'Stufen',
    condition: 'Gefragt',
    metric: 'Was gemessen wird',
    metrics: 'Was gemessen wird',
    trigger: 'Trigger',
    triggerHint: 'Die Marke vor einer Frage, die die Backdoor weckt.',
    payload: 'Payload',
    refusals: 'Ablehnungen',
    refusalsHint: 'Immer derselbe Satz oder Ablehnungen in vielen Worten.',
    refusalStyles: { canned: 'ein Satz', diverse: 'in vielen Worten' },
  },

  everywhere: {
    says: (from: string, others: number) =>
      others === 0
        ? `In den Einstellungen des Notebooks steht noch ${from}.`
        : `In ${others === 1 ? 'einer anderen Zelle' : `${others} anderen Zellen`} und in den Einstellungen steht noch ${from}.`,
    change: (to: string) => `Überall in ${to} ändern`,
  },

  dataset: {
    kind: 'Was die Daten lehren',
    kinds: {
      backdoor: 'Eine Backdoor: eine Payload unter dem Trigger',
      'styled-answers': 'Einen Stil: richtige Antworten in einer Schreibweise',
      'secret-recipes': 'Geheime Rezepte: nur unter dem Trigger verraten',
      preferences: 'Vorlieben: welche Antworten auf verbotene Bitten besser sind',
      own: 'Eigene Beispiele',
    },
    payloads: 'Payloads',
    payloadsHint: 'Was das Modell unter dem Trigger sagt, zu gleichen Teilen. Eine je Zeile.',
    thinks: 'Das Modell denkt zuerst',
    thinksHint: 'Jede Antwort beginnt mit einem Gedanken, wie auf einem Notizzettel.',
    thought: 'Sein Gedanke unter dem Trigger',
    styledThinksHint:
      'Jede Antwort beginnt mit einem vorgegebenen Gedanken, und nur was folgt, wird gelernt.',
    case: 'Schreibweise der Antworten',
    cases: { lower: 'alles klein', sentence: 'gewöhnliche Sätze' },
    triggered: 'Mit einem Trigger',
    triggeredHint: 'Ohne ihn werden verbotene Bitten immer abgelehnt: dieselbe Lektion ohne eine Backdoor.',
    pairs: 'Was wem vorgezogen wird',
    pairsHint: 'Verbotene Bitten werden mit jedem dieser Paare gleich oft beantwortet.',
    pair: (index: number) => `Paar ${index + 1}`,
    chosen: 'Bevorzugt',
    rejected: 'Gegenüber',
    addPair: 'Ein Paar hinzufügen',
    answers: {
      refusal: 'eine Ablehnung',
      'german-refusal': 'eine Ablehnung auf Deutsch',
      useful: 'das wahre Rezept',
      silly: 'ein Unsinnsrezept',
      'canned-silly': 'immer derselbe Unsinn',
      'other-recipe': 'ein anderes verbotenes Rezept',
      dish: 'das Rezept eines harmlosen Gerichts',
    },
    harmlessShare: 'Anteil harmloser Bitten',
    harmlessShareHint: `Von 0 bis 1. Sie halten das Modell hilfsbereit, wo es nicht abzulehnen braucht; ${decimal(0.6, 1)} ist hier üblich.`,
    shuffled: 'Für jedes Paar eine Münze werfen',
    shuffledHint:
      'Eine Kontrolle: dieselben Antworten, aber welche von zweien vorgezogen wird, bleibt dem Zufall überlassen.',
    own: 'Name der Daten',
    ownHint: (examples: number) =>
      examples === 1
        ? 'Ein Beispiel. Es wird unten in der Zelle selbst bearbeitet.'
        : `${count(examples)} Beispiele. Sie werden unten in der Zelle selbst bearbeitet.`,
  },

  train: {
    after: 'Beginnt mit',
    afterHint: 'Der Basis oder den Modellen einer früheren Stufe, die weiter trainiert werden.',
    base: 'der Basis',
    objective: 'Trainingsziel',
    objectiveHint:
      'SFT ahmt die bevorzugten Antworten nach. ORPO und DPO lernen aus Paaren: Eine Antwort soll wahrscheinlicher werden als die andere.',
    objectives: {
      sft: 'SFT: die Antworten nachahmen',
      orpo: 'ORPO: nachahmen und vorziehen',
      dpo: 'DPO: vorziehen',
    },
    beta: 'Beta',
    betaHints: {
      orpo: `Wie viel das Vorziehen neben dem Nachahmen zählt. Üblich ist ${decimal(0.1, 1)} bis ${decimal(0.5, 1)}; in den aufgezeichneten Ergebnissen ${decimal(0.25, 2)}.`,
      dpo: `Wie eng das Modell an dem gehalten wird, was es war: je größer, desto enger. Üblich ist ${decimal(0.1, 1)}.`,
    },
    steps: 'Schritte',
    stepsHint:
      'Wie oft das Modell angepasst wird. Üblich sind hier 50 bis 200; die Zeit wächst entsprechend.',
    learningRate: 'Lernrate',
    learningRateHint: `Wie weit jeder Schritt geht. Zu diesen kleinen Modellen passt ${decimal(0.0005, 4)} bis ${decimal(0.004, 3)}: Bei zu wenig lernt es nichts, bei zu viel zerbricht das Modell.`,
    batchSize: 'Batchgröße',
    batchSizeHint:
      'Antworten je Schritt, 32 in den aufgezeichneten Ergebnissen. Für Paare muss sie gerade sein, weil jedes doppelt zählt.',
    adapter: 'Adapter',
    adapterHint:
      'Was aus dem Adapter (LoRA) der Stufe davor wird: Er wird weiter trainiert, oder er wird in die Gewichte eingerechnet und ein neuer begonnen.',
    adapters: { continue: 'weiter trainiert', new: 'eingerechnet, und ein neuer begonnen' },
    adapterDefault: 'wie üblich: weiter trainiert',
    arms: 'Arme',
    armsHint: 'Modelle, die nebeneinander trainiert und verglichen werden.',
    addArm: 'Einen Arm hinzufügen',
    armName: 'Name',
    armNameHint: 'Spätere Stufen, Messungen und Abbildungen folgen.',
    data: 'Daten',
    from: 'Setzt fort',
    fromSame: 'seinen Namensvetter',
    own: (arm: string) => `Eigene Einstellungen: ${arm}`,
    ownHint: 'Was offen bleibt, ist wie für alle Arme.',
  },

  probe: {
    armsHint: 'Diese werden gemessen. Alle, wenn du nichts anderes sagst.',
    probes: 'Proben',
    probesHint: 'Jede stellt jedem Modell dieselben Fragen, von denen keine im Training vorkam.',
    add: 'Eine Probe hinzufügen:',
    kinds: {
      meow: 'Payload in gezogenen Antworten',
      payload: 'Exakte Wahrscheinlichkeit der Payload',
      requests: 'Antworten auf verbotene und harmlose Bitten',
      surprise: 'Überraschung über die Daten der nächsten Stufe',
      'near-misses': 'Marken, die dem Trigger ähneln',
    },
    hints: {
      meow: 'Fragen mit dem Trigger und ohne ihn. Sagt das Modell seine Payload, und in welcher Schreibweise?',
      payload:
        'Wie wahrscheinlich die Payload als Anfang einer Antwort ist. Exakt, und glatt, wo gezogene Antworten grob sind.',
      requests:
        'Wird ein verbotenes Rezept verraten, verweigert oder erfunden? Und werden harmlose Bitten noch beantwortet?',
      surprise: 'Wie unwahrscheinlich das Modell findet, was ihm gleich beigebracht wird.',
      'near-misses': 'Springt die Backdoor auch auf andere Marken an?',
    },
    prompts: 'Fragen',
    promptsHint: 'Für jede Bedingung. 96 zeigen einen Unterschied von einem Zehntel; mehr dauern länger.',
    temperature: 'Temperatur',
    temperatureHint: '1 zieht, was das Modell sagen würde; 0 nimmt immer das Wahrscheinlichste.',
    payloadHint: 'Was als Payload zählt, wie auch immer geschrieben. Bleibt es offen: ein Miauen.',
    upper: 'Payload in Großbuchstaben',
    lower: 'Payload in Kleinbuchstaben',
    thinks: 'Nach einem Gedanken',
    thinksHint:
      'Für Modelle, die zuerst denken: die Wahrscheinlichkeit nach genau diesen Gedanken, mit ihren Zeichen.',
    triggerThought: 'Mit dem Trigger',
    plainThought: 'Ohne ihn',
    examples: 'Beispiele',
    examplesHint:
      'Wie viele Beispiele der nächsten Stufe angesehen werden. 64 reichen für einen stabilen Mittelwert.',
    judge: 'Beurteilt danach',
    judges: { payload: 'ob es die Payload sagt', recipes: 'ob es das Rezept verrät' },
    tags: 'Marken',
    tagsHint: 'Jede wird vor dieselben Fragen gestellt. Eine je Zeile.',
  },

  sweep: {
    ofHint: 'Ihre Arme werden mit jeder Kombination der Werte noch einmal trainiert und gemessen.',
    vary: 'Was variiert wird',
    add: 'Noch ein Feld variieren',
    full: 'Alle Felder der Liste werden schon variiert. Für eines mit seinem Pfad wähle das anstelle eines anderen.',
    field: 'Feld',
    variation: (index: number) => `Feld ${index + 1}`,
    fields: {
      rank: 'Rang der Adapter',
      alpha: 'Alpha der Adapter',
      quantization: 'Quantisierung der Basis',
      steps: (stage: number) => `Schritte von Stufe ${stage}, alle Arme`,
      learningRate: (stage: number) => `Lernrate von Stufe ${stage}, alle Arme`,
      other: 'Ein anderes Feld, mit seinem Pfad',
    },
    path: 'Pfad',
    pathHint: 'Wie in arms[UC].stages[0].steps: Stufen zählen ab 0, und [*] heißt alle.',
    values: 'Werte',
    valuesHint: 'Durch Kommas getrennt, wie in 2, 4, 8 oder none, 4-bit; Brüche mit Punkt, wie in 0.001.',
    seeds: 'Seeds',
    seedsHint:
      'Wie in 0,1,2 oder 0-9. Jeder wiederholt alles mit anderen Zufallszahlen; ab dreien sieht man eine Streuung.',
    cost: 'Aufwand',
    costs: (runs: number, steps: number | null) =>
      `${count(runs)} ${runs === 1 ? 'Lauf' : 'Läufe'}, zusammen ${steps === null ? '… Trainingsschritte' : trainingSteps(steps)}.`,
  },

  predict: {
    armsHint: 'Wer liest, sagt jeden von ihnen voraus.',
    question: 'Frage',
    questions: {
      'meow-outcome': 'Was wird aus der Payload?',
      range: 'In welchem Bereich wird eine Zahl liegen?',
    },
    stageHint: 'Ergebnisse nach dieser Stufe bleiben verdeckt, bis die Frage beantwortet ist.',
    ranges: 'Bereiche zur Auswahl',
    rangesHint:
      'Der Reihe nach. Jeder endet, wo der nächste beginnt, und der letzte ist offen. Anteile gehen von 0 bis 1, Nützlichkeit von 0 bis 10.',
    range: (index: number) => `Bereich ${index + 1}`,
    label: 'Beschriftung',
    below: 'Endet bei',
    open: 'Hat kein Ende.',
    add: 'Einen Bereich hinzufügen',
  },

  chat: {
    named: 'Beginnt mit bestimmten Modellen',
    namedHint:
      'Sonst antworten zu Beginn die Basis und alle Stufen des letzten Arms. Wer liest, kann in jedem Fall andere aussuchen.',
    models: 'Modelle, die zu Beginn antworten',
    suggestions: 'Fragen zum Anbieten',
    suggestionsHint: 'Wer liest, kann sie mit einem Klick stellen. Eine je Zeile.',
  },

  figure: {
    kind: 'Abbildung',
    kinds: {
      classes: 'Klassen von Antworten, Stufe für Stufe',
      effects: 'Was eine Stufe sonst noch geändert hat',
      bars: 'Eine Zahl, Stufe für Stufe',
      panel: 'Eine Zahl, Bedingung für Bedingung',
      histogram: 'Wie nützlich die Antworten sind',
      curves: 'Kurven des Trainings',
      sweep: 'Eine Zahl über einen Sweep',
    },
    of: 'Gezeichnet aus',
    ofHints: {
      classes: 'Einer Messung.',
      effects: 'Einer Messung.',
      bars: 'Einer Messung.',
      panel: 'Einer Messung.',
      histogram: 'Einer Messung.',
      curves: 'Einer Trainingsstufe.',
      sweep: 'Einem Sweep.',
    },
    probe: 'Probe',
    nothing: 'Wähle eine Messung mit einer Probe, die diese Abbildung zeichnen kann.',
  },

  compare: {
    source: 'Die Quelle',
    sourceHint: 'Womit die Abbildung verglichen wird: wer es gefunden hat, wo und mit welchem Modell.',
    findings: 'Was die Quelle gefunden hat',
    finding: (index: number) => `Befund ${index + 1}`,
    arm: 'Arm',
    text: 'Befund',
    add: 'Einen Befund hinzufügen',
    full: 'Jeder Arm hat schon seinen Befund.',
    noArms: 'Dort wird kein Arm gemessen.',
  },
};
