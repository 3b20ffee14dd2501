/** German for what the engine, models and training say. */
export const models = {
  'This needs {0} of graphics memory in one piece; this device allows {1} ({2}).':
    'Das braucht {0} Grafikspeicher an einem Stück; dieses Gerät erlaubt {1} ({2}).',
  'Use a smaller batch or shorter texts.': 'Nimm kleinere Batches oder kürzere Texte.',
  'The graphics card stopped working for this page{0}.':
    'Die Grafikkarte arbeitet nicht mehr für diese Seite{0}.',
  'The run can go on from its last snapshot; if it happens again, use a smaller batch or the processor.':
    'Der Lauf kann vom letzten Zwischenstand aus weitergehen. Passiert es wieder, dann nimm kleinere Batches oder den Prozessor.',
  'The graphics card has no room for the {0} that this takes.':
    'Die Grafikkarte hat keinen Platz für die {0}, die das braucht.',
  'Use a smaller batch, shorter texts or a smaller model, or close other pages that use the graphics card.':
    'Nimm kleinere Batches, kürzere Texte oder ein kleineres Modell, oder schließe andere Seiten, die die Grafikkarte benutzen.',
  'A weight matrix with {0:number} inputs cannot be quantized: blocks hold {1:number} inputs.':
    'Eine Gewichtsmatrix mit {0} Eingängen lässt sich nicht quantisieren: Ein Block fasst {1} Eingänge.',
  'Use a model whose sizes are multiples of {0:number}, or load it without quantization.':
    'Nimm ein Modell, dessen Größen Vielfache von {0} sind, oder lade es ohne Quantisierung.',
  'A weight is {0:number}, which cannot be quantized.':
    'Ein Gewicht ist {0}. Das lässt sich nicht quantisieren.',
  'The model is damaged or its training diverged: get the model again, or train it with a lower learning rate.':
    'Das Modell ist beschädigt, oder sein Training ist divergiert: Hol es noch einmal, oder trainiere es mit kleinerer Lernrate.',
  'A weight is so large that its scale, {0:number}, does not fit into a float16.':
    'Ein Gewicht ist so groß, dass seine Skala, {0}, nicht in ein float16 passt.',
  'Load the model without quantization.': 'Lade das Modell ohne Quantisierung.',

  'The prompt has {0:number} tokens, but this model reads at most {1:number} and answers with up to {2:number}.':
    'Der Prompt hat {0} Tokens, aber dieses Modell liest höchstens {1} und antwortet mit bis zu {2}.',
  'A prompt and its answer are {0:number} tokens, and this model reads at most {1:number}.':
    'Ein Prompt und seine Antwort haben {0} Tokens, und dieses Modell liest höchstens {1}.',
  'Shorten them, or choose another base.': 'Kürze sie, oder nimm eine andere Basis.',
  'Shorten the prompt.': 'Kürze den Prompt.',
  '{0:number} sequences need {1:number} rows of {2:number} tokens, not {3:number}.':
    '{0} Sequenzen brauchen {1} Zeilen zu {2} Tokens, nicht {3}.',
  'A sequence of {0:number} tokens does not fit into rows of {1:number}.':
    'Eine Sequenz von {0} Tokens passt nicht in Zeilen von {1}.',
  'Shorten the text, or choose a larger row.': 'Kürze den Text, oder nimm längere Zeilen.',

  'The model to be saved': 'Das Modell, das gespeichert werden soll,',
  'its content': 'ihr Inhalt',
  '{0:text} or {1:text}': '{0} oder {1}',
  'a whole number': 'eine ganze Zahl',
  'a number': 'eine Zahl',
  'true or false': 'true oder false',
  'a text': 'ein Text',
  'a table': 'eine Tabelle',
  'of type {0}': 'vom Typ {0}',
  'at most': 'höchstens',
  'less than': 'kleiner als',
  'at least': 'mindestens',
  'more than': 'größer als',
  '{0:text} must be {1:text}': '{0} muss {1} sein',
  '{0:text} is missing': '{0} fehlt',
  '{0:text} must be {1:text} {2}': '{0} muss {1} {2} sein',
  '{0:text} has a value of the wrong kind': '{0} hat einen Wert der falschen Art',
  'the model has {0:text}, which is not supported': 'nicht unterstützt wird, was dieses Modell hat: {0}',
  'the activation {0}': 'die Aktivierung {0}',
  'biases in the feed-forward layers': 'Bias in den Feed-forward-Schichten',
  'a bias on the output projection of attention': 'ein Bias an der Ausgangsprojektion der Attention',
  'position encoding scaled by "{0}"': 'mit „{0}“ skalierte Positionscodierung',
  'attention through a sliding window': 'Attention durch ein gleitendes Fenster',
  'weights that are stored quantized': 'quantisiert gespeicherte Gewichte',
  'a width of {0:number} cannot be divided among {1:number} heads':
    'eine Breite von {0} lässt sich nicht auf {1} Köpfe verteilen',
  'heads of width {0:number} are odd, and RoPE turns pairs':
    'Köpfe der Breite {0} sind ungerade, und RoPE dreht Paare',
  '{0:number} heads cannot share {1:number} key and value heads equally':
    '{0} Köpfe können sich {1} Key- und Value-Köpfe nicht gleichmäßig teilen',
  '{0:number} heads of width {1:number} are more than {2:number} together':
    '{0} Köpfe der Breite {1} sind zusammen mehr als {2}',
  'query, key and value biases are what tells qwen2 from llama':
    'qwen2 unterscheidet sich von llama gerade durch Bias an Query, Key und Value',
  'token {0:number} is outside the vocabulary of {1:number}':
    'Token {0} liegt außerhalb des Vokabulars von {1}',
  '{0:text} cannot be used: {1:text}.': '{0} lässt sich nicht benutzen: {1}.',
  'The lab runs Llama and Qwen2 models in Hugging Face layout; check that the file belongs to one.':
    'Im Labor laufen Llama- und Qwen2-Modelle, wie Hugging Face sie ablegt; prüfe, ob die Datei zu einem gehört.',

  'the connection ended after {0:number} of {1:number} bytes': 'die Verbindung endete nach {0} von {1} Bytes',
  'the server cannot be reached': 'der Server ist nicht zu erreichen',
  'the server answered with status {0:number}': 'der Server antwortete mit Status {0}',
  'the connection broke off': 'die Verbindung brach ab',
  'the server does not have it': 'der Server hat sie nicht',
  'the server sent a web page in its place': 'der Server schickte stattdessen eine Webseite',
  '{0} of {1} could not be fetched: {2:text}.': '{0} von {1} ließ sich nicht holen: {2}.',
  '{0} of {1} could not be fetched: the site has a newer version of it than this page.':
    '{0} von {1} ließ sich nicht holen: Die Website hat eine neuere Version davon als diese Seite.',
  'Close all tabs of this page and open it again.':
    'Schließ alle Tabs dieser Seite und öffne sie noch einmal.',
  'Check the name of the model and that its files are where the page is served from.':
    'Prüfe den Namen des Modells, und ob seine Dateien dort liegen, woher die Seite kommt.',
  'Check the connection and try again; nothing has been lost.':
    'Prüfe die Verbindung, und versuch es noch einmal; verloren ist nichts.',

  'The files of {0} do not belong together: its tokenizer has {1:number} tokens and its model only {2:number}.':
    'Die Dateien von {0} gehören nicht zusammen: Der Tokenizer hat {1} Tokens und das Modell nur {2}.',
  'Get all of its files again, from the same place.':
    'Hol alle seine Dateien noch einmal, und vom selben Ort.',
  'there is no tensor "{0}"': 'es gibt keinen Tensor „{0}“',
  '"{0}" has the shape [{1}] where [{2}] is needed': '„{0}“ hat die Form [{1}], nötig ist [{2}]',
  '"{0}" holds values that are not numbers': '„{0}“ enthält Werte, die keine Zahlen sind',
  '{0:text} does not fit its config.json: {1:text}.': '{0} passt nicht zu seiner config.json: {1}.',
  'Get all files of the model again, from the same place.':
    'Hol alle Dateien des Modells noch einmal, und vom selben Ort.',
  'config.json of {0}': 'config.json von {0}',
  'tokenizer.json of {0}': 'tokenizer.json von {0}',
  'tokenizer_config.json of {0}': 'tokenizer_config.json von {0}',
  'model.safetensors of {0}': 'model.safetensors von {0}',
  'The header of {0:text}': 'Der Kopf von {0}',
  'it is {0:number} bytes long and at most {1:number} are accepted':
    'die Länge ist {0} Bytes, und höchstens {1} werden angenommen',
  'it is not text in UTF-8': 'das ist kein Text in UTF-8',
  'the key "{0}" occurs twice': 'der Schlüssel „{0}“ kommt zweimal vor',
  'it is nested deeper than {0:number} levels': 'die Verschachtelung ist tiefer als {0} Ebenen',
  'it holds more than {0:number} values': 'es sind mehr als {0} Werte darin',
  'it is not valid JSON': 'das ist kein gültiges JSON',
  '{0:text} cannot be read: {1:text}.': '{0} lässt sich nicht lesen: {1}.',
  'Get the file again, from the place where the model came from.':
    'Hol die Datei noch einmal von dort, woher das Modell kommt.',

  '{0:text} cannot be used: tensor "{1}" is stored as {2}.':
    '{0} lässt sich nicht benutzen: Der Tensor „{1}“ ist als {2} gespeichert.',
  'Save the model as F32, F16 or BF16 (in Python: model.float().save_pretrained(…)).':
    'Speichere das Modell als F32, F16 oder BF16 (in Python: model.float().save_pretrained(…)).',
  'is not described by a table': 'ist nicht durch eine Tabelle beschrieben',
  'has no type': 'hat keinen Typ',
  'has a shape that is not a list of at most {0:number} sizes':
    'hat eine Form, die keine Liste von höchstens {0} Größen ist',
  'has data_offsets that are not a pair of positions': 'hat data_offsets, die kein Paar von Stellen sind',
  'claims bytes {0:number} to {1:number} of {2:number}; the file may have been cut short':
    'beansprucht die Bytes {0} bis {1} von {2}; die Datei wurde vielleicht abgeschnitten',
  'has {0:number} bytes, but {1} values of shape [{2}] take {3:number}':
    'hat {0} Bytes, aber {1}-Werte der Form [{2}] brauchen {3}',
  'overlaps the one before it': 'überschneidet sich mit dem davor',
  'leaves a gap before it': 'lässt eine Lücke vor sich',
  'its header is not a table of tensors': 'der Kopf ist keine Tabelle von Tensoren',
  'it has only {0:number} bytes, not even a header': 'das sind nur {0} Bytes, nicht einmal ein Kopf',
  'its header claims {0} bytes and at most {1:number} are accepted':
    'der Kopf beansprucht {0} Bytes, und höchstens {1} werden angenommen',
  'its header claims {0} bytes and only {1:number} follow':
    'der Kopf beansprucht {0} Bytes, und nur {1} folgen',
  'its __metadata__ is not a table of texts': '__metadata__ ist keine Tabelle von Texten',
  'its __metadata__ entry "{0}" is not a text': 'der Eintrag „{0}“ in __metadata__ ist kein Text',
  'tensor "{0}" {1:text}': 'der Tensor „{0}“ {1}',
  'its tensors take {0:number} bytes and {1:number} follow the header':
    'die Tensoren brauchen {0} Bytes, und {1} folgen auf den Kopf',
  'its values do not match their checksum': 'die Werte passen nicht zu ihrer Prüfsumme',
  '{0:text} cannot be read as a safetensors file: {1:text}.':
    '{0} lässt sich nicht als safetensors-Datei lesen: {1}.',
  '{0} of {1} has {2:number} MB; at most {3:number} MB are accepted.':
    '{0} von {1} hat {2} MB; höchstens {3} MB werden angenommen.',
  'Check that it is the file you mean, or use a smaller model.':
    'Prüfe, ob es die Datei ist, die du meinst, oder nimm ein kleineres Modell.',

  'The chat template in tokenizer_config.json of {0}': 'Die Chat-Vorlage in tokenizer_config.json von {0}',
  'it is not a table': 'das ist keine Tabelle',
  'added_tokens is not a list of at most {0:number} tokens':
    'added_tokens ist keine Liste von höchstens {0} Tokens',
  'an added token has no proper id and content':
    'ein hinzugefügtes Token hat keine richtige id und keinen richtigen Inhalt',
  '"special" of "{0}" is not true or false': '„special“ von „{0}“ ist weder true noch false',
  '"{0}" swallows the space beside it, which is not supported':
    '„{0}“ verschluckt das Leerzeichen daneben, und das wird nicht unterstützt',
  'its model is not of type BPE': 'das Modell darin ist nicht vom Typ BPE',
  'it has no vocabulary': 'es fehlt ein Vokabular',
  '"{0}" is not a token with an id below {1:number}': '„{0}“ ist kein Token mit einer id unter {1}',
  'it has no list of merges': 'es fehlt eine Liste der merges',
  'the merge "{0}" does not fit the vocabulary': 'der merge „{0}“ passt nicht zum Vokabular',
  'its vocabulary lacks some of the 256 bytes': 'im Vokabular fehlen einige der 256 Bytes',
  '"{0}" and "{1}" have the same id {2:number}': '„{0}“ und „{1}“ haben dieselbe id {2}',
  '"{0}" has two ids, {1:number} and {2:number}': '„{0}“ hat zwei ids, {1} und {2}',
  'its vocabulary is empty': 'das Vokabular ist leer',
  'it has {0:number} tokens with ids up to {1:number}, so that some ids have none':
    'es sind {0} Tokens mit ids bis {1}, so dass manche ids keines haben',
  '{0} is not one of the added tokens of tokenizer.json':
    '{0} ist keines der hinzugefügten Tokens von tokenizer.json',
  'chat_template is not a text of at most {0:number} characters':
    'chat_template ist kein Text von höchstens {0} Zeichen',
  '{0} has no chat template, so one cannot talk to it.':
    '{0} hat keine Chat-Vorlage. Man kann also nicht damit sprechen.',
  'Use a model that was trained on conversations, with a chat_template in its tokenizer_config.json.':
    'Nimm ein Modell, das mit Gesprächen trainiert wurde, mit einem chat_template in seiner tokenizer_config.json.',
  'The chat template of {0} cannot render this conversation: {1:text}':
    'Die Chat-Vorlage von {0} kann dieses Gespräch nicht schreiben: {1}',
  'Check the roles of the messages and their order.':
    'Prüfe die Rollen der Nachrichten und ihre Reihenfolge.',
  'The text is too small for a vocabulary of {0:number} symbols: it yields only {1:number}.':
    'Der Text ist zu klein für ein Vokabular von {0} Symbolen: Er ergibt nur {1}.',
  'Ask for a smaller vocabulary, or train it on more text.':
    'Verlange ein kleineres Vokabular, oder trainiere es mit mehr Text.',

  '{0:text} and {1:text}': '{0} und {1}',
  'in {0:number} parts (microBatches {1:number})': 'in {0} Teilen (microBatches {1})',
  'with every layer repeated in the backward pass (gradientCheckpointing)':
    'mit jeder Schicht noch einmal im Rückwärtsgang (gradientCheckpointing)',
  'Computed {0:text}, it needs {1}, which fits.': '{0} gerechnet braucht es {1}, und das passt.',
  'It does not fit in any smaller parts either: use a smaller model or shorter texts.':
    'Auch in kleineren Teilen passt es nicht: Nimm ein kleineres Modell oder kürzere Texte.',
  'Training diverged.': 'Das Training ist divergiert.',
  'Lower the learning rate.': 'Nimm eine kleinere Lernrate.',
  'Training diverged: the loss became {0:number} at step {1:number}. The first op to give such a number was {2}.':
    'Das Training ist divergiert: Bei Schritt {1} wurde der Loss {0}. Die erste Operation mit so einer Zahl war {2}.',
  'Training diverged: the loss became {0:number} at step {1:number}.':
    'Das Training ist divergiert: Bei Schritt {1} wurde der Loss {0}.',
  'There are only {0:number} different held-out prompts of one kind, not {1:number}.':
    'Es gibt nur {0} verschiedene zurückgehaltene Prompts einer Art, nicht {1}.',
  'Ask for fewer prompts.': 'Verlange weniger Prompts.',
};
