/** German: see the English words of the same name. */
import { count, duration, megabytes } from '../../format.ts';
import type { run as English } from '../en/run.ts';

const rest = (seconds: number | null) =>
  `${seconds === null ? '' : `, ungefähr ${duration(seconds)}`}, abzüglich dessen, was schon bekannt ist.`;

export const trainingSteps = (steps: number): string =>
  `${count(steps)} ${steps === 1 ? 'Trainingsschritt' : 'Trainingsschritte'}`;

export const run: typeof English = {
  starting: 'Das Labor wird vorbereitet',
  step: (place: string, step: number, steps: number) => `${place}: Schritt ${step} von ${steps}`,
  activities: { preparing: 'Vorbereitung', training: 'Training', probing: 'Fragen stellen' },
  left: (seconds: number | null) =>
    seconds === null ? 'die Dauer wird geschätzt' : `noch etwa ${duration(seconds)}`,
  of: (run: number, of: number) => `Lauf ${run} von ${of}`,
  queue: (cells: number) => (cells === 1 ? 'danach noch eine Zelle' : `danach noch ${cells} Zellen`),
  stop: 'Anhalten',
  stopping: 'Wird angehalten …',
  goOn: 'Weitermachen',
  startOver: 'Von vorn beginnen',
  retry: 'Noch einmal versuchen',
  discard: 'Verwerfen',
  stopped: { title: 'Angehalten.', text: 'Nichts ist verloren: Der Lauf kann dort weitergehen, wo er war.' },
  stoppedEarly: { title: 'Angehalten.', text: 'Es gab noch nichts, was aufzuheben wäre.' },
  died: {
    title: 'Das Labor arbeitet nicht mehr.',
    text: 'Ein neues kann vom letzten Zwischenstand aus weitermachen.',
    nothing: 'Beginne von vorn, um es noch einmal zu versuchen.',
  },
  lost: {
    title: 'Die Grafikkarte geht immer wieder verloren.',
    text: 'Der Lauf ging jedes Mal von selbst weiter, zuletzt mit halben Batches. Browser und Treiber nehmen einem die Karte weg, wenn sie zu viel zu tun oder zu wenig Speicher hat: Schließe andere Seiten und Programme, die sie benutzen, oder überlass den Rest dem Prozessor. Der Lauf ist aufbewahrt.',
  },
  onProcessor: 'Mit dem Prozessor weitermachen',
  onCard: 'Noch einmal mit der Grafikkarte versuchen',
  halve: 'Halbe Batches',
  halved: 'Halbe Batches, um Speicher zu sparen.',
  survived: (times: number) =>
    times === 1
      ? 'Unterwegs ging die Grafikkarte verloren. Der Lauf ging vom letzten Zwischenstand aus weiter, und es fehlt nichts.'
      : `Unterwegs ging die Grafikkarte ${times}-mal verloren. Der Lauf ging jedes Mal vom letzten Zwischenstand aus weiter, und es fehlt nichts.`,
  memory: (bytes: number) => `Ein Lauf braucht ${megabytes(bytes)} Grafikspeicher.`,
  cost: (steps, seconds) => `${trainingSteps(steps)}${rest(seconds)}`,
  stageCost: ({ here, models, before }, seconds) => {
    if (before === 0 && (!models || models.count === 1)) return run.cost(here, seconds);
    const all = `insgesamt ${count(here + before)}${rest(seconds)}`;
    const own =
      models && models.count > 1
        ? `${count(models.count)} Modelle × ${count(models.each)} Schritte`
        : `${count(here)} Schritte`;
    return before === 0 ? `${own}, ${all}` : `${own} hier; mit dem, was davor kommt, ${all}`;
  },
  sweepMilestone: (run: number, of: number) => `Lauf ${run} von ${of} hat begonnen.`,
  milestones: {
    preparing: 'Das Labor wird vorbereitet.',
    stopping: 'Der Lauf wird angehalten.',
    stopped: 'Der Lauf ist angehalten.',
    failed: 'Der Lauf ist gescheitert.',
    lost: 'Die Grafikkarte ging zu oft verloren.',
    died: 'Das Labor arbeitet nicht mehr.',
    done: 'Der Lauf ist fertig. Dein Ergebnis wird gezeigt.',
  },
};
