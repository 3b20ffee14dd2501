/** German: see the English words of the same name. */
import type { PoolingProblem } from '../../../notebook/exchange/pooling.ts';
import { list } from '../../format.ts';
import type { classroom as English } from '../en/classroom.ts';

const codes = (count: number): string => (count === 1 ? 'ein Code' : `${count} Codes`);

export const classroom: typeof English = {
  code: {
    title: 'Code für die Klasse',
    hint: 'Er enthält, was die Abbildungen von deinem Lauf zeigen. Deine Lehrkraft legt die Codes aller zusammen.',
    several: 'Einer für jeden Seed.',
    covered: 'Der Code deines Ergebnisses steht hier, sobald du gesagt hast, was du erwartest.',
    judged:
      'Er zählt die Urteile des Prüfers, ohne deine Berichtigungen: Eine Klasse wird nach einem Maß verglichen.',
    all: (count: number) => `Alle ${count} Codes`,
    copy: 'Kopieren',
    copied: 'Kopiert',
    notCopied: 'Markiere ihn, und kopiere ihn von Hand.',
    pool: 'Ergebnisse der Klasse sammeln',
  },
  ownSeed: {
    common: (seeds: readonly number[]) =>
      `Wer das mit ${seeds.length === 1 ? `Seed ${seeds[0]}` : `den Seeds ${list(seeds)}`} ausführt, bekommt dasselbe Ergebnis. In einer Klasse nehmen alle zuerst einen anderen Seed.`,
    take: 'Einen eigenen Seed nehmen',
    taken: (seed: number) => `Dein eigener Seed: ${seed}.`,
  },

  pool: {
    title: 'Ergebnisse der Klasse sammeln',
    unfetched: {
      message: 'Der Teil der Seite, der Ergebnisse sammelt, konnte nicht geholt werden.',
      remedy: 'Prüfe die Verbindung, und lade die Seite neu.',
    },
    measurement: 'Messung',
    label: 'Codes',
    hint: 'Ein Code oder dreißig, in beliebiger Reihenfolge. Namen und andere Wörter dazwischen schaden nicht.',
    placeholder: 'CAT1A-…',
    add: 'Hinzufügen',
    added: (count: number, known: number) =>
      `${count === 0 ? 'Kein Code' : codes(count)} hinzugefügt${known === 0 ? '' : `; ${codes(known)} ${known === 1 ? 'war' : 'waren'} schon da`}.`,
    problems: (count: number) =>
      count === 1 ? 'Eine Zeile solltest du ansehen:' : `${count} Zeilen solltest du ansehen:`,
    problem: ({ line, text, reason, first }: PoolingProblem): string => {
      const where = `Zeile ${line}${text === '' ? '' : ` (${text}…)`}: `;
      return (
        where +
        {
          mistyped: 'vertippt; vergleiche mit dem Bildschirm der Schülerin oder des Schülers.',
          unfinished: 'ein Teil des Codes fehlt.',
          newer: 'von einer neueren Version des Labors. Lade diese Seite neu, und versuch es noch einmal.',
          'other-notebook': 'von einem anderen Notebook oder einer anderen Messung.',
          'other-setup':
            'von diesem Notebook, aber mit einer Änderung: andere Basis, Daten oder Training, oder andere Abbildungen.',
          duplicate: `dasselbe wie Zeile ${first ?? line}. Wenn zwei das abgegeben haben, hatten sie denselben Seed.`,
          'no-code': 'hier scheint ein Code zu stehen, aber kein ganzer.',
          'too-long': 'der Text ist zu lang; füge die Codes in Teilen hinzu.',
        }[reason]
      );
    },
    identical: (count: number) =>
      `${count === 1 ? 'Ein Code ist derselbe wie ein anderer und zählt' : `${count} Codes sind dieselben wie andere und zählen`} nur einmal: Derselbe Seed gibt dasselbe Ergebnis. Eine Klasse braucht einen Seed für jede und jeden; der Dialog „Teilen“ macht einen Link, der allen einen eigenen gibt.`,
    sameSeed: (repeated: readonly { seed: number; codes: number }[]) =>
      `${repeated.map(({ seed, codes }) => `${codes} Codes haben den Seed ${seed}`).join(', ')}. Sie wiederholen einen Lauf, statt eigene Läufe zu sein, und die Intervalle sind deshalb enger, als sie sein sollten.`,
    empty:
      'Noch ist nichts gesammelt. Jede und jeder findet einen Code unter der Messung, sobald sie ausgeführt ist.',
    count: (runs: number) => (runs === 1 ? 'Ein Lauf' : `${runs} Läufe`),
    others: (count: number) =>
      `${count === 1 ? 'Ein Code bleibt' : `${count} Codes bleiben`} außen vor: Als ${count === 1 ? 'er' : 'sie'} ${count === 1 ? 'dazukam' : 'dazukamen'}, war das Notebook ein anderes.`,
    figure: 'Abbildung',
    students: 'Wer dabei ist',
    student: (seed: number) => `Seed ${seed}`,
    shared: 'ein Seed, den noch jemand hat',
    remove: 'Entfernen',
    removeLabel: (code: string) => `${code} entfernen`,
    csv: 'Zeilen als CSV',
    clear: 'Alle entfernen',
    notPooled: (cell: string) => `„${cell}“ lässt sich nicht gemeinsam auswerten.`,
    none: 'Dieses Notebook hat keine Messung, deren Ergebnisse eine Abbildung zeigt. Es gibt also nichts zusammenzulegen.',
  },
};
