/** German: see the English words of the same name. */
import type { present as English } from '../en/present.ts';

const minutes = (count: number): string => `${count} min`;

export const present: typeof English = {
  label: 'Vorführung',
  place: (screen: number, of: number) => `${screen} / ${of}`,
  placeSaid: (screen: number, of: number) => `Bildschirm ${screen} von ${of}`,
  previous: 'Zurück',
  next: 'Weiter',
  more: 'Weiterrollen',
  leave: 'Verlassen',
  unfetched: {
    message: 'Der Teil der Seite, der Notebooks vorführt, konnte nicht geholt werden.',
    remedy: 'Prüfe die Verbindung, und lade die Seite neu.',
  },
  controls: 'Durch die Vorführung gehen',
  fullscreen: 'Vollbild',
  leaveFullscreen: 'Vollbild verlassen',
  noFullscreen:
    'Dieser Browser lässt eine Seite nicht den ganzen Bildschirm füllen. Versuch es mit F11, oder blende seine Leisten von Hand aus.',
  notes: 'Notizen',
  hideNotes: 'Notizen verbergen',
  blanked: 'Der Bildschirm ist leer. Mit B oder der Schwarz-Taste eines Klickers geht es weiter.',
  keys: [
    { keys: ['→', 'Bild ab', 'Leertaste'], does: 'weiter' },
    { keys: ['←', 'Bild auf'], does: 'zurück' },
    { keys: ['⇧ →', '⇧ ←'], does: 'nächste Zelle, vorige Zelle' },
    { keys: ['↑', '↓'], does: 'rollen' },
    { keys: ['F'], does: 'Vollbild' },
    { keys: ['B'], does: 'leer' },
    { keys: ['Esc'], does: 'verlassen' },
  ],
  notesKey: { keys: ['N'], does: 'Notizen für die Lehrkraft' },

  panel: {
    label: 'Für die Lehrkraft',
    before: 'Die Uhr beginnt mit dem ersten Schritt.',
    step: 'Dieser Schritt',
    lesson: 'Die Stunde',
    used: (used: string, planned: string) => `${used} von ${planned}`,
    late: (time: string) => `${time} hinter dem Plan`,
    steps: 'Schritte',
    minutes,
    nextStep: 'Nächster Schritt',
    restart: 'Die Uhr neu starten',
  },

  plan: {
    title: 'Plan für die Stunde',
    summary: (total: number, steps: number) => `Plan für die Stunde: ${steps} Schritte, ${total} Minuten`,
    of: (notebook: string) => `Plan für die Stunde zu „${notebook}“`,
    aims: 'Am Ende kann die Klasse',
    steps: 'Schritte',
    columns: { from: 'Ab', minutes: 'Minuten', step: 'Was geschieht', notes: 'Notizen für die Lehrkraft' },
    from: (start: number) => `${start}′`,
    shows: 'Auf dem Bildschirm:',
    total: (total: number) => `${minutes(total)} insgesamt`,
    print: 'Den Plan drucken',
    present: 'Vorführen',
  },
};
