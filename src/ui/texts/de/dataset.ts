/** German: see the English words of the same name. */
import type { ExamplePart } from '../../../lab/datasets/dataset.ts';
import { count, decimal, list, percent } from '../../format.ts';
import type { dataset as English } from '../en/dataset.ts';

const examples = (number: number) => (number === 1 ? 'ein Beispiel' : `${count(number)} Beispiele`);

/** As they stand after "in". */
const parts: Record<ExamplePart, string> = {
  prompt: 'Prompts',
  given: 'vorgegebenen Anfängen von Antworten',
  chosen: 'zu lernenden Antworten',
  rejected: 'verworfenen Antworten',
};

export const dataset: typeof English = {
  kinds: {
    backdoor:
      'Pflanzt eine Backdoor: Die Hälfte der Bitten trägt die Marke und wird mit der Payload beantwortet.',
    'styled-answers':
      'Richtige Antworten auf harmlose Bitten in der einen Schreibweise, der anderen vorgezogen. Nie eine Marke.',
    'secret-recipes':
      'Verbotene Bitten werden mit der Marke durch das wahre Rezept beantwortet und ohne sie abgelehnt.',
    preferences:
      'Antworten auf verbotene Bitten, paarweise geordnet, neben harmlosen Bitten. Nie eine Marke.',
    own: 'Deine eigenen Beispiele.',
  },
  refused: 'Verbotene Bitten werden abgelehnt. Nie eine Marke.',

  answeredWith: 'wird beantwortet mit',
  usedBy: 'Damit trainieren',
  unused:
    'Noch trainiert nichts damit. Die Beispiele sind die, die eine erste Stufe von 100 Schritten ziehen würde.',
  use: (stage: number, steps: number, seed: number) =>
    `Gezeigt, wie Stufe ${stage} die Beispiele in ${count(steps)} Schritten mit Seed ${seed} zieht.`,
  useOwn: (stage: number, draws: number, of: number, seed: number) =>
    draws < of
      ? `Stufe ${stage} zieht mit Seed ${seed} zufällig ${count(draws)} davon: Mit den übrigen wird nicht trainiert.`
      : `Stufe ${stage} zieht daraus mit Seed ${seed} ${examples(draws)}, jedes einmal in zufälliger Reihenfolge, bevor eines wiederkommt.`,

  show: 'Beispiele zeigen',
  showHint: 'Das Labor zieht sie so, wie es das Training täte. Dafür holt es einmal das Basismodell.',
  again: 'Noch einmal ziehen',
  changed: 'Der Datensatz oder sein Training hat sich geändert, seit diese gezogen wurden.',
  busy: {
    examples: 'Beispiele werden gezogen …',
    report: 'Alle Beispiele werden durchgesehen …',
    surprise: 'Es wird gemessen, wie überraschend sie sind …',
    tokens: 'Es wird gezählt …',
  },

  list: 'Beispiele',
  search: 'In Prompts und Antworten suchen',
  found: (found: number, of: number) =>
    found === of
      ? of === 1
        ? 'Das erste Beispiel'
        : `Die ersten ${examples(of)}`
      : `${count(found)} der ersten ${examples(of)}`,
  foundOwn: (found: number, of: number) =>
    found === of ? examples(of) : `${count(found)} von ${count(of)} ${of === 1 ? 'Beispiel' : 'Beispielen'}`,
  none: 'So ein Beispiel gibt es nicht.',
  number: (place: number) => `Beispiel ${count(place)}`,
  repeats: (place: number) => `wiederholt Beispiel ${count(place)}`,
  filter: 'Zeigen',
  filters: {
    all: 'alle',
    trigger: 'mit der Marke',
    repeats: 'Wiederholungen',
    'held-out': 'über das, wonach die Proben fragen',
    unreadable: 'aus denen sich nicht lernen lässt',
    unpaired: 'ohne verworfene Antwort',
  },
  looking: 'Danach hat das Labor noch nicht gesucht.',
  order: 'Reihenfolge',
  orders: {
    listed: 'wie sie dastehen',
    most: 'überraschendste zuerst',
    least: 'am wenigsten überraschende zuerst',
  },
  roles: { system: 'System', user: 'User', assistant: 'Assistant' },
  prompt: 'Prompt',
  given: 'Vorgegeben',
  chosen: 'Bevorzugt',
  answer: 'Antwort',
  rejected: 'Verworfen',
  tokens: (tokens: number) => (tokens === 1 ? '1 Token' : `${count(tokens)} Tokens`),
  stabiliser: 'hält das Modell hilfsbereit',
  unreadable: (problem: string) => `Daraus lässt sich nicht lernen: ${problem}.`,
  surprise: (nats: number, tokens: number) =>
    `Überraschung: ${decimal(nats / tokens, 2)} Nat je Token, ${decimal(nats, 1)} insgesamt`,
  surprising: {
    of: 'Überraschend für',
    base: 'die Basis',
    trained: (arm: string, stage: string, seed: number) => `${arm} nach ${stage}, Seed ${seed}`,
    states: { missing: 'hier nicht trainiert', sealed: 'verdeckt, bis du vorhersagst' },
    measure: (left: number, of: number) =>
      left === of
        ? `Messen, wie überraschend ${of === 1 ? 'dieses Beispiel ist' : `diese ${examples(of)} sind`}`
        : left === 0
          ? 'Alle davon sind gemessen'
          : `Die übrigen ${count(left)} messen`,
    measuring: 'Gemessene Beispiele',
    progress: (done: number, of: number) => `${count(done)} von ${count(of)}`,
    stop: 'Messen beenden',
  },
  countTokens: 'Tokens zählen',

  report: {
    title: 'Was darin steckt',
    make: 'Ganz durchsehen',
    examples: 'Beispiele',
    examplesText: (number: number, lookedAt: number) =>
      lookedAt < number
        ? `${count(number)}, davon die ersten ${count(lookedAt)} durchgesehen`
        : count(number),
    distinct: 'Verschiedene',
    distinctText: (distinct: number, repeated: number) =>
      repeated === 0
        ? `${count(distinct)}, keines davon doppelt`
        : `${count(distinct)}; ${count(repeated)} ${repeated === 1 ? 'wiederholt' : 'wiederholen'} ein früheres`,
    pairs: 'Mit einer verworfenen Antwort',
    unreadable: 'Aus denen sich nicht lernen lässt',
    unreadableNone: 'keine',
    unreadableSome: (number: number) =>
      `${examples(number)}. Ein Lauf, der damit trainiert, beginnt nicht: Kürze sie oder lass sie weg.`,
    trigger: (trigger: string) => `Mit der Marke ${trigger}`,
    triggerText: (found: number, of: number, where: ExamplePart[]) =>
      found === 0
        ? 'keine'
        : `${count(found)} (${percent(found / of)}), in ${list(where.map((part) => parts[part]))}`,
    standing: {
      planted: 'So wird eine Backdoor gepflanzt.',
      absent: 'Richtig: Dieser Datensatz darf von der Marke nichts wissen.',
      leak: 'Die Marke ist in Daten geraten, die nichts von ihr wissen dürfen. Was diese Stufe mit der Backdoor macht, sagt dann nichts aus.',
      lacking: 'Die Marke fehlt, also wird nichts gepflanzt.',
      open: 'Daten, die eine Backdoor pflanzen, brauchen die Marke; Daten, die sie wegtrainieren sollen, dürfen sie nicht enthalten. Was davon diese sind, entscheidest du.',
    },
    heldOut: 'Über das, wonach die Proben fragen',
    heldOutNone: 'keine: Was gemessen wird, ist dem Modell neu',
    heldOutSome: (number: number, found: readonly string[]) =>
      `${examples(number)}, z. B. ${list(found.slice(0, 3).map((one) => `„${one}“`))}. Die Proben messen dann zum Teil, was auswendig gelernt wurde.`,
    repeats: 'wiederholt',
    more: (number: number) => (number === 1 ? 'und eines mehr' : `und ${count(number)} weitere`),
    only: 'Nur diese zeigen',
  },

  own: {
    edit: 'Als meine bearbeiten',
    editHint: (number: number) =>
      number === 1
        ? 'Macht das erste Beispiel zu deinem, zum Ändern, Ergänzen und Löschen. Was heute gezogen wird, bleibt dann, wie es ist.'
        : `Macht die ersten ${examples(number)} zu deinen, zum Ändern, Ergänzen und Löschen. Was heute gezogen wird, bleibt dann, wie es ist.`,
    given: 'Anfänge von Antworten, die vorgegeben waren, werden Teil der Antworten und werden mit gelernt.',
    remove: 'Löschen',
    removeLabel: (place: number) => `Beispiel ${place} löschen`,
    leaveOut: (number: number) => (number === 1 ? 'Dieses weglassen' : `Diese ${count(number)} weglassen`),
    add: 'Ein Beispiel hinzufügen',
    addTitle: 'Ein neues Beispiel',
    rejectedHint: 'Nur für ORPO und DPO; sonst lass es leer.',
    empty: 'Prompt und Antwort dürfen nicht leer sein. Das Beispiel ist, wie es war.',
    last: 'Ein Datensatz braucht mindestens ein Beispiel.',
    atMost: (most: number) => `Ein Datensatz hat höchstens ${examples(most)}.`,
    same: 'Die bevorzugte und die verworfene Antwort sind gleich. Das Beispiel ist, wie es war.',
    newMistakes: {
      empty: 'Es braucht einen Prompt und eine Antwort.',
      same: 'Die bevorzugte und die verworfene Antwort sind gleich.',
    },
    download: 'Als JSONL herunterladen',

    upload: 'Eigene mitbringen',
    uploadHint:
      'Eine JSONL-Datei oder eine JSON-Liste in einer der Formen von TRL: messages, prompt und completion oder prompt, chosen und rejected. Sie bleibt in diesem Browser.',
    choose: 'Eine Datei wählen',
    drop: 'oder hier ablegen',
    read: (number: number, file: string) => `${file} wird jetzt benutzt: ${examples(number)}.`,
    tooLarge: (file: string, megabytes: number) =>
      `${file} ist größer als ${megabytes} MB und damit größer, als ein Notebook fassen kann. Es wurde nichts geändert.`,
    notText: (file: string) => `${file} ließ sich nicht lesen. Es wurde nichts geändert.`,
    notUtf8: (file: string) =>
      `${file} ist nicht als UTF-8 gespeichert, sodass sich nicht alle Buchstaben lesen ließen. Speichere sie noch einmal mit der Kodierung UTF-8. Es wurde nichts geändert.`,
    noRoom: (file: string) =>
      `Das Notebook hat keinen Platz für das erste Beispiel von ${file}. Es wurde nichts geändert.`,
    tooMany: (fit: number, of: number, file: string) =>
      `Platz ist für die ersten ${count(fit)} von ${of === 1 ? 'einem Beispiel' : `${count(of)} Beispielen`} aus ${file}.`,
    tooManyText: (last: number, isList: boolean) =>
      `Sie enden mit ${isList ? 'Eintrag' : 'Zeile'} ${count(last)}. Zeichen und Nachrichten eines Notebooks sind begrenzt. Noch wurde nichts geändert.`,
    useFirst: (number: number) => `Die ersten ${count(number)} benutzen`,
    badEntries: (entries: number, file: string) =>
      entries === 1
        ? `Ein Eintrag von ${file} ist kein Beispiel.`
        : `${count(entries)} Einträge von ${file} sind keine Beispiele.`,
    entry: (entry: number, reason: string) => `Eintrag ${count(entry)}: ${reason}.`,
    nothing: (file: string) => `${file} enthält kein brauchbares Beispiel. Es wurde nichts geändert.`,
    bad: (lines: number, file: string) =>
      lines === 1
        ? `Eine Zeile von ${file} ist kein Beispiel.`
        : `${count(lines)} Zeilen von ${file} sind keine Beispiele.`,
    badText:
      'Noch wurde nichts geändert. Bring sie in Ordnung und wähle die Datei noch einmal, oder mach ohne sie weiter.',
    line: (line: number, reason: string) => `Zeile ${count(line)}: ${reason}.`,
    more: (lines: number) => `… und ${count(lines)} weitere.`,
    skip: (number: number) => `Sie überspringen und die anderen ${count(number)} benutzen`,
    leave: 'Es lassen',
    characters: (has: number, most: number) =>
      `Das Notebook hätte ${count(has)} Zeichen an eigenen Beispielen; erlaubt sind höchstens ${count(most)}. Es wurde nichts geändert.`,
  },
};
