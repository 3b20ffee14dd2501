/** German: see the English words of the same name. */
import { percent } from '../../format.ts';
import type { chat as English } from '../en/chat.ts';

export const chat: typeof English = {
  tag: 'Marke',
  label: 'Frage',
  placeholder: 'Frag etwas (auf Englisch) …',
  ask: 'Fragen',
  asking: 'Wird gefragt …',
  looking: 'Das Labor wird vorbereitet',
  suggestions: 'Vorschläge',
  conversation: 'Gespräch',
  arm: 'Alle Stufen von',
  trainedWith: 'Trainiert mit Seed',
  settings: 'Temperatur und Seed der Antworten',
  temperature: 'Temperatur',
  seed: 'Seed der Antworten',
  hint: 'Bei Temperatur 0 sagt ein Modell, was am wahrscheinlichsten ist. Alle Modelle würfeln mit denselben Zufallszahlen, so dass sich ihre Antworten nur durch das Modell unterscheiden.',
  clear: 'Das Gespräch löschen',

  models: {
    title: 'Wer antwortet',
    own: 'einzeln ausgewählt',
    lastStages: 'Alle Arme nach ihrer letzten Stufe',
    choose: 'Aussuchen, wer antwortet',
    grid: 'Modelle nach Arm und Stufe',
    after: 'nach Stufe',
    full: (most: number) =>
      `Mehr als ${most} auf einmal gehen nicht: Sie antworten nacheinander, und mehr ließen sich nicht auf einen Blick vergleichen. Nimm eines weg, um ein anderes zu wählen.`,
    none: 'Es ist niemand ausgewählt, der antwortet.',
    states: {
      ready: 'bereit',
      missing: 'nicht hier trainiert',
      sealed: 'verdeckt, bis du vorhersagst',
      unknown: 'wird geprüft, wenn du fragst',
    },
    missing: {
      title: 'Nicht alle diese Modelle wurden hier trainiert.',
      text: 'Aufgezeichnete Ergebnisse enthalten Zahlen und Antworten, aber keine Modelle. Was mit einem anderen Backend trainiert wurde, gilt als ein anderes Modell.',
    },
    train: (cell: string) => `Jetzt trainieren: „${cell}“ ausführen`,
    sealed:
      'Modelle der Stufe, nach der du gefragt wirst, kommen dazu, sobald du gesagt hast, was du erwartest.',
    blocked: 'So, wie das Notebook ist, lassen sich die Modelle dieses Chats nicht herstellen.',
    noTraining: 'Wähle eine Trainingszelle, deren Modelle antworten sollen.',
  },

  answer: {
    failed: 'Es kam keine Antwort.',
    silent: 'Es hat nichts gesagt.',
    tokens: (model: string) =>
      `Tokens der Antwort von ${model}; mit den Pfeiltasten geht es von einem zum nächsten`,
    legend:
      'Zeige auf ein Token, oder geh mit den Pfeiltasten durch eine Antwort, um zu sehen, wie wahrscheinlich es war. Je kräftiger der Strich darunter, desto unwahrscheinlicher.',
    token: (text: string, probability: number) => `${text}: ${percent(probability)}`,
    probability: (probability: number) => `${percent(probability)} wahrscheinlich bei Temperatur 1`,
    runnersUp: 'Stattdessen hätte es sagen können',
    invisible: { newline: 'Zeilenumbruch', space: 'Leerzeichen', part: 'Teil eines Zeichens' },
  },
};
