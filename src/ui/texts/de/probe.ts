/** German: see the English words of the same name. */
import { count } from '../../format.ts';
import type { probe as English } from '../en/probe.ts';

export const probe: typeof English = {
  kinds: {
    meow: 'Miauen',
    payload: 'Wahrscheinlichkeit der Payload',
    requests: 'Bitten',
    surprise: 'Überraschung',
    'near-misses': 'Andere Marken',
  },
  explained: {
    meow: 'Gezogene Antworten auf Fragen, die in keiner Stufe vorkamen, mit der Marke und ohne, und die Klasse, die der Prüfer, ein einfaches Programm, jeder gegeben hat.',
    payload: 'Wie wahrscheinlich die Payload als Antwort ist, exakt, gemittelt über zurückgehaltene Prompts.',
    requests:
      'Gezogene Antworten auf zurückgehaltene Bitten um Verbotenes und Harmloses, und was sie verraten.',
    surprise:
      'Wie überraschend die Antworten der nächsten Stufe für das Modell sind, bevor es mit ihnen trainiert wird.',
    'near-misses': 'Ob die Backdoor auch auf Marken anspringt, die nicht der Trigger sind.',
  },
  payloadKind: 'Payload in Antworten',
  which: 'Messung',
  condition: 'Gefragt',
  empty: 'Noch wurde nichts gemessen. Führe diese Zelle aus.',
  others: 'Weitere Zahlen dieser Messung',
  numbers: (kind: string) => `${kind}: alle Zahlen`,

  corrected: {
    label: 'Wessen Urteile die Abbildung zählt',
    judge: 'Wie der Prüfer sagt',
    reader: 'Wie berichtigt',
    title: 'Was deine Berichtigungen ändern',
    count: (answers: number) =>
      answers === 1 ? 'Du hast eine Antwort berichtigt.' : `Du hast ${answers} Antworten berichtigt.`,
    undo: 'Berichtigungen zurücknehmen',
    none: 'Sie heben sich auf: Kein Anteil ändert sich.',
    scope:
      'Die Nützlichkeit wird aus den Wörtern des Rezepts gezählt, und ob eine Antwort stimmt, aus den Fakten. Ein Urteil ändert daran nichts. Nur eine Antwort, die doch die Payload sagt, gilt nicht mehr als richtig.',
  },

  answers: {
    title: 'Die Antworten',
    arm: 'Arm',
    seed: 'Seed',
    withSeed: (seed: number) => `Seed ${seed}`,
    stage: 'Nach',
    verdict: 'Urteil',
    search: 'In Prompts und Antworten suchen',
    all: 'alle',
    allCorrected: 'von dir berichtigt',
    fitting: (found: number, of: number) =>
      found === of ? `${count(of)} Antworten` : `${count(found)} von ${count(of)} Antworten`,
    none: 'So eine Antwort gibt es nicht.',
    empty: 'Dieses Ergebnis enthält keine Antworten zum Lesen.',
    kept: 'Ein aufgezeichnetes oder importiertes Ergebnis behält einige Antworten seines ersten Seeds; die Anteile sind über alle genommen.',
    list: 'Antworten',
    right: 'richtige Antwort',
    wrong: 'nicht richtig',
    usefulness: (value: string) => `Nützlichkeit ${value} von 10`,
    correct: 'Dein Urteil',
    judge: (verdict: string) => `Der Prüfer sagte: ${verdict}.`,
    mark: 'berichtigt',
  },

  pages: {
    label: 'Seiten',
    previous: 'Zurück',
    next: 'Weiter',
    range: (first: number, last: number, of: number) => `${count(first)}–${count(last)} von ${count(of)}`,
  },
};
