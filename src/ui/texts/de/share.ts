/** German: see the English words of the same name. */
import { count, duration } from '../../format.ts';
import { trainingSteps } from './run.ts';
import type { share as English } from '../en/share.ts';

export const share: typeof English = {
  open: 'Teilen',
  title: 'Dieses Notebook teilen',

  link: {
    label: 'Als Link',
    text: 'Das ganze Notebook steckt im Link selbst und liegt auf keinem Server. Er enthält keine Ergebnisse, und ihn zu öffnen führt nichts aus.',
    original: 'Das ist ein Original des Labors, das niemand verändert hat. Deshalb ist der Link kurz.',
    field: 'Der Link',
    making: 'Der Link wird gemacht …',
    copy: 'Kopieren',
    copied: 'Der Link ist kopiert.',
    notCopied:
      'Der Browser hat die Seite nicht kopieren lassen. Er ist markiert: Kopiere ihn mit den Tasten, die du kennst.',
    length: (characters: number) => `${count(characters)} Zeichen.`,
    local:
      'Diese Seite kommt von deinem eigenen Computer, also funktioniert der Link nur auf ihm. Schick jemandem anderswo lieber eine Datei.',
    asFile: 'Stattdessen als Datei speichern',
    options: 'Wer den Link öffnet',
    present: 'sieht eine Zelle je Bildschirm, für einen Vortrag oder den Unterricht',
    locked: 'kann nichts ändern',
    ownSeed:
      'bekommt einen eigenen Seed, damit die Ergebnisse einer Klasse sich unterscheiden und zusammen etwas sagen',
    hide: {
      settings: 'sieht die Einstellungen nicht',
      run: 'sieht keine Knöpfe, die etwas ausführen',
      share: 'sieht diesen Dialog nicht',
      recorded: 'sieht die aufgezeichneten Ergebnisse nicht',
      lesson: 'sieht den Plan für die Stunde und die Notizen der Lehrkraft nicht',
    },
  },

  cost: {
    nothing: 'Es ist nichts darin, was sich ausführen ließe.',
    counting: 'Es wird zusammengezählt, was es kostet, alles auszuführen …',
    all: (steps: number, seconds: number | null) =>
      `Alles auszuführen kostet ${trainingSteps(steps)}${seconds === null ? '' : `, etwa ${duration(seconds)} im Tempo des letzten Laufs`}.`,
    recorded: (steps: number, seconds: number | null) =>
      `Alles auszuführen kostet ${trainingSteps(steps)}${seconds === null ? '' : `, etwa ${duration(seconds)} auf dem Computer, der das aufgezeichnete Ergebnis gemacht hat`}.`,
    unknown:
      'Was es kostet, alles auszuführen, lässt sich nicht sagen: Etwas darin lässt sich nicht ausführen.',
  },

  files: {
    label: 'Als Dateien',
    notebook: {
      title: 'Das Notebook',
      text: 'Lässt sich hier wieder öffnen, auf jedem Computer, und läuft im Terminal: npm run lab -- run FILE.',
      results: (results: number) => `Mit den Ergebnissen (${results})`,
      save: 'JSON',
    },
    jupyter: {
      title: 'Für Jupyter',
      text: 'Text, Abbildungen und Ergebnisse, und das Training als Python mit TRL und PEFT.',
      save: 'ipynb',
    },
    rows: {
      title: 'Die Zahlen',
      text: 'Jede gemessene Zahl mit Arm, Seed, Stufe, Probe, Bedingung und Metrik. Wo Urteile von Hand berichtigt wurden, zählen diese, und eine Spalte sagt, worauf die des Prüfers hinauslaufen.',
      source: 'Wessen Zahlen',
      sources: { yours: 'Meine Läufe', imported: 'Importiert', recorded: 'Aufgezeichnet' },
      csv: 'CSV',
      parquet: 'Parquet',
      none: 'Für die Zellen, wie sie sind, wurde nichts gemessen oder aufgezeichnet.',
    },
    sweeps: {
      title: 'Die Zahlen der Sweeps',
      text: 'Jede gemessene Zahl jedes Laufs, mit einer Spalte für jedes Feld, das variiert wird.',
      none: 'Für die Zellen, wie sie sind, ist kein Lauf eines Sweeps fertig oder aufgezeichnet.',
    },
    adapters: {
      title: 'Die hier trainierten Modelle',
      text: 'Jeder LoRA-Adapter als Ordner, den PEFT lädt, mit einer Model Card.',
      save: 'PEFT, zip',
      none: 'Für die Zellen, wie sie sind, wurde hier nichts trainiert.',
      missing: (models: number) =>
        models === 1
          ? 'Ein Modell ist nicht mehr im Speicher und fehlt. Wenn du die Zelle noch einmal ausführst, wird es neu trainiert.'
          : `${models} Modelle sind nicht mehr im Speicher und fehlen. Wenn du die Zelle noch einmal ausführst, werden sie neu trainiert.`,
    },
    training: {
      title: 'Anderswo trainieren',
      text: 'Für jeden Arm ein Skript oder eine Konfiguration mit ihren Daten: dieselben Beispiele in derselben Reihenfolge.',
      trl: 'TRL, zip',
      axolotl: 'Axolotl, zip',
      none: 'Das Notebook trainiert nichts.',
    },
    manifest: {
      title: 'Woher die Zahlen kommen',
      text: 'Was wann und worauf gelaufen ist, und Hashes der Basis, der Daten und des Experiments.',
      save: 'Manifest, JSON',
    },
    covered: {
      notebook:
        'Ergebnisse, die du noch nicht vorausgesagt hast, kommen mit, und sind wieder verdeckt, wo es geöffnet wird.',
      jupyter: 'Was du noch nicht vorausgesagt hast, fehlt wie auf der Seite: Sag es erst voraus.',
      rows: 'Was du noch nicht vorausgesagt hast, steht auch in diesen Dateien: Zahlen zum Rechnen müssen vollständig sein.',
    },
    making: (what: string) => `${what}: wird gemacht …`,
    saved: (name: string) => `${name} ist unterwegs zu deinen Downloads.`,
  },

  results: {
    label: 'Ergebnisse von anderswo',
    text: 'Was das Terminal von diesem Notebook gemessen hat, oder von einem Experiment, das seine Zellen haben: npm run lab -- run DATEI --out results.json, oder sweep DATEI --out sweep.jsonl. Es wird als importiert gezeigt, mit dem Namen der Datei, bis du das Gleiche hier laufen lässt.',
    choose: 'Eine Datei hinzufügen',
    reading: (name) => `${name} wird gelesen …`,
    added: (name, cells, unfit) =>
      `${cells === 1 ? 'Eine Zelle hat' : `${count(cells)} Zellen haben`} Ergebnisse aus ${name}.${
        unfit === 0
          ? ''
          : ` ${unfit === 1 ? 'Ein Ergebnis gehört zu keiner Zelle, wie sie jetzt ist, und bleibt' : `${count(unfit)} Ergebnisse gehören zu keiner Zelle, wie sie jetzt ist, und bleiben`} weg.`
      }`,
    none: (name) => ({
      message: `Keine Zelle dieses Notebooks ist das, wovon ${name} Ergebnisse hat.`,
      remedy:
        'Basis, LoRA, Daten, Stufen und Messungen müssen gleich sein. Importiere das Notebook, das gelaufen ist, oder mach rückgängig, was seither geändert wurde.',
    }),
  },

  problems: {
    noBase: (base: string) => ({
      message: `Das Labor weiß nicht, wie groß die Basis ${base} ist.`,
      remedy: 'Ihre Adapter lassen sich im Terminal exportieren: npm run lab -- run FILE --adapters FOLDER.',
    }),
    noModels: {
      message: 'Keins der Modelle ist mehr im Speicher.',
      remedy: 'Führe die Zelle noch einmal aus: Dann werden sie neu trainiert.',
    },
    unfetched: {
      message: 'Der Teil der Seite, der Notebooks teilt, konnte nicht geholt werden.',
      remedy: 'Prüfe die Verbindung, und lade die Seite neu.',
    },
    offline: {
      message: 'Der Teil der Seite, der diese Datei macht, konnte nicht geholt werden.',
      remedy: 'Prüfe die Verbindung, und versuch es noch einmal.',
    },
  },
};
