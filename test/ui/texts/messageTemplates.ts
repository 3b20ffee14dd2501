/**
 * Finds everything that code below the page may say to its reader: what errors, problems and mistakes are made of.
 * TypeScript knows which functions a text comes from and goes to; a hole that is filled with further words is
 * followed to where these are written.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../../..');

/** Members of objects that are shown to the reader. */
const SHOWN = new Set(['message', 'remedy', 'what', 'why', 'reason', 'error', 'detail']);
/** Errors whose words become part of what is shown, besides those that are shown themselves. */
const CARRIED = ['UserError', 'LineError', 'ConnectionError'];
/** Calls that give the words of another error. */
const RETOLD = new Set(['describeError', 'messageOf']);

/** Where each text stands, by its template: `{0}` is a value, `{0:text}` further words, `{0:number}` a number. */
export function messageTemplates(): Map<string, string> {
  return new Collector(reachable()).all();
}

/** The files of the page below `src/ui`, and those of its worker. */
function reachable(): string[] {
  const pending = ['src/ui/main.ts', 'src/ui/bench/main.ts', 'src/ui/bench/bench.worker.ts'];
  pending.push('workers/lab.worker.ts');
  const found = new Set<string>();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const text = readFileSync(join(root, path), 'utf8');
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (!/^\..*\.(ts|svelte)$/.test(fileName)) continue;
      pending.push(relative(root, resolve(root, dirname(path), fileName)));
    }
  }
  return [...found].filter((path) => path.endsWith('.ts') && !path.startsWith('src/ui/'));
}

class Collector {
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;
  private readonly files: ts.SourceFile[];
  private readonly found = new Map<string, string>();
  /** What each function is called with. */
  private readonly calls = new Map<ts.Node, ts.Expression[][]>();
  /** The templates that an expression can be; empty for what is no text of ours. */
  private readonly known = new Map<ts.Node, string[]>();

  constructor(paths: string[]) {
    const options = { allowImportingTsExtensions: true, noEmit: true, strict: true, skipLibCheck: true };
    this.program = ts.createProgram(
      paths.map((path) => join(root, path)),
      {
        ...options,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
        types: ['svelte'],
        noUncheckedIndexedAccess: true,
      },
    );
    this.checker = this.program.getTypeChecker();
    const own = new Set(paths);
    this.files = this.program.getSourceFiles().filter(({ fileName }) => own.has(relative(root, fileName)));
  }

  all(): Map<string, string> {
    for (const file of this.files) this.walk(file, (node) => this.noteCall(node));
    for (const file of this.files) this.walk(file, (node) => this.visit(node));
    return merged(this.found);
  }

  private walk(node: ts.Node, action: (node: ts.Node) => void): void {
    action(node);
    ts.forEachChild(node, (child) => this.walk(child, action));
  }

  private noteCall(node: ts.Node): void {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const called = this.checker.getResolvedSignature(node)?.declaration;
    if (!called || called.getSourceFile().isDeclarationFile) return;
    const calls = this.calls.get(called) ?? [];
    calls.push([...(node.arguments ?? [])]);
    this.calls.set(called, calls);
  }

  private visit(node: ts.Node): void {
    if (ts.isNewExpression(node) && this.isCarried(this.checker.getTypeAtLocation(node).symbol)) {
      // A class with words of its own hands them to `super`.
      const own = this.checker.getResolvedSignature(node)?.declaration;
      if (own && classesOf(own).some((name) => name !== 'UserError') && ts.isConstructorDeclaration(own))
        return;
      this.keepAll(node.arguments?.slice(0, 2) ?? []);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) {
      const inside = ts.findAncestor(node, ts.isClassDeclaration);
      if (inside?.name && inside.name.text !== 'UserError' && this.isCarried(this.symbolOf(inside.name)))
        this.keepAll(node.arguments.slice(0, 2));
    } else if (ts.isBinaryExpression(node) && isShownPlace(node) && !this.isCode(node.left)) {
      this.keepAll([node.right]);
    } else if (ts.isPropertyAssignment(node) && this.isShown(node)) {
      this.keepAll([node.initializer]);
    } else if (ts.isShorthandPropertyAssignment(node) && this.isShown(node)) {
      const value = this.checker.getShorthandAssignmentValueSymbol(node)?.valueDeclaration;
      if (value) this.keepFrom(node, this.ofDeclaration(value));
    }
  }

  /** Words to be shown, and not one of a few values. */
  private isShown(node: ts.PropertyAssignment | ts.ShorthandPropertyAssignment): boolean {
    if (!SHOWN.has(node.name.getText())) return false;
    const type = this.checker.getTypeAtLocation(ts.isPropertyAssignment(node) ? node.initializer : node.name);
    const object = this.checker.getContextualType(node.parent);
    const objects = object?.isUnion() ? object.types : [object];
    const member = objects.flatMap((one) => one?.getProperty(node.name.getText()) ?? [])[0];
    return !isOneOf(member ? this.checker.getTypeOfSymbol(member) : type);
  }

  private isCode(node: ts.Expression): boolean {
    return isOneOf(this.checker.getTypeAtLocation(node));
  }

  private isCarried(symbol: ts.Symbol | undefined): boolean {
    for (let one = symbol; one;) {
      if (CARRIED.includes(one.name)) return true;
      const declaration = one.declarations?.find(ts.isClassDeclaration);
      const parent = declaration?.heritageClauses?.[0]?.types[0]?.expression;
      one = parent && this.symbolOf(parent);
    }
    return false;
  }

  private symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private keepAll(expressions: readonly ts.Expression[]): void {
    for (const expression of expressions) this.keepFrom(expression, this.of(expression));
  }

  private keepFrom(node: ts.Node, templates: readonly string[]): void {
    const file = node.getSourceFile();
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    for (const template of templates) {
      const text = numbered(template.trim());
      const isText = text.includes(':text}') || /[a-z]/.test(text.replace(/\{\d+(:number)?\}/g, ''));
      if (!isText || this.found.has(text)) continue;
      this.found.set(text, `${relative(root, file.fileName)}:${line + 1}`);
    }
  }

  /** What an expression can be, as templates. */
  private of(node: ts.Expression): string[] {
    const known = this.known.get(node);
    if (known) return known;
    this.known.set(node, []);
    const templates = [...new Set(this.read(node))];
    this.known.set(node, templates);
    return templates;
  }

  private read(node: ts.Expression): string[] {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isTemplateExpression(node) || this.isSum(node)) return this.templates(node);
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
      return this.of(node.expression);
    if (ts.isSatisfiesExpression(node) || ts.isAwaitExpression(node)) return this.of(node.expression);
    if (ts.isConditionalExpression(node)) return [...this.of(node.whenTrue), ...this.of(node.whenFalse)];
    if (ts.isBinaryExpression(node)) {
      const isChoice = ['??', '||'].includes(node.operatorToken.getText());
      return isChoice ? [...this.of(node.left), ...this.of(node.right)] : [];
    }
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return this.returned(node);
    if (ts.isArrayLiteralExpression(node))
      return node.elements.flatMap((one) => this.of(ts.isSpreadElement(one) ? one.expression : one));
    if (ts.isObjectLiteralExpression(node))
      return node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? this.of(one.initializer) : []));
    if (ts.isElementAccessExpression(node)) return this.of(node.expression);
    if (ts.isCallExpression(node)) return this.call(node);
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
      const declaration = this.symbolOf(node)?.valueDeclaration;
      return declaration ? this.ofDeclaration(declaration) : [];
    }
    return [];
  }

  private call(node: ts.CallExpression): string[] {
    const { expression } = node;
    if (ts.isPropertyAccessExpression(expression)) {
      const { text: name } = expression.name;
      if (name === 'map' || name === 'flatMap') return node.arguments[0] ? this.of(node.arguments[0]) : [];
      if (['filter', 'replace', 'trim', 'slice'].includes(name)) return this.of(expression.expression);
      if (name === 'join') {
        const parts = this.of(expression.expression);
        const [separator] = node.arguments;
        const between = separator && ts.isStringLiteral(separator) ? separator.text : '';
        if (!/[a-z]/.test(between)) return parts;
        return isProse(parts) ? [`{:text}${between}{:text}`, ...parts] : [`{}${between}{:text}`];
      }
    }
    const called = this.checker.getResolvedSignature(node)?.declaration;
    if (!called || ts.isJSDocSignature(called) || called.getSourceFile().isDeclarationFile) return [];
    return this.returned(called);
  }

  private returned(called: ts.Node): string[] {
    const body = (called as ts.FunctionLikeDeclaration).body;
    if (!body) return [];
    if (!ts.isBlock(body)) return this.of(body);
    const texts: string[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isFunctionLike(node)) return;
      if (ts.isReturnStatement(node) && node.expression) texts.push(...this.of(node.expression));
      ts.forEachChild(node, look);
    };
    ts.forEachChild(body, look);
    return texts;
  }

  private ofDeclaration(node: ts.Declaration): string[] {
    const { fileName } = node.getSourceFile();
    if (relative(root, fileName).startsWith('src/ui/')) return [];
    if (ts.isVariableDeclaration(node)) {
      if (node.initializer) return this.of(node.initializer);
      const loop = node.parent.parent;
      return ts.isForOfStatement(loop) ? this.of(loop.expression) : [];
    }
    if (ts.isParameter(node)) return this.ofParameter(node);
    if (ts.isPropertyAssignment(node)) return this.of(node.initializer);
    if (ts.isBindingElement(node) && ts.isArrayBindingPattern(node.parent)) {
      const loop = node.parent.parent.parent.parent;
      return ts.isForOfStatement(loop) ? this.of(loop.expression) : [];
    }
    return [];
  }

  private ofParameter(node: ts.ParameterDeclaration): string[] {
    // What anything that was thrown says is found where it is thrown.
    if (!ts.isIdentifier(node.name) || ts.isParameterPropertyDeclaration(node, node.parent)) return [];
    const index = node.parent.parameters.indexOf(node);
    const given = (this.calls.get(node.parent) ?? []).flatMap((args) =>
      args[index] ? this.of(args[index]) : [],
    );
    return [...given, ...(node.initializer ? this.of(node.initializer) : [])];
  }

  /** The templates of a text with holes: several where a part may be left out. */
  private templates(node: ts.Expression): string[] {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isParenthesizedExpression(node) && this.isSum(node.expression))
      return this.templates(node.expression);
    if (this.isSum(node)) return combined([this.templates(node.left), this.templates(node.right)]);
    if (!ts.isTemplateExpression(node)) return this.hole(node);
    const spans = node.templateSpans.map(({ expression, literal }) => [
      this.templates(expression),
      [literal.text],
    ]);
    return combined([[node.head.text], ...spans.flat()]);
  }

  /** What fills a hole: words that may also be none, and constants, become part of the text around it. */
  private hole(node: ts.Expression): string[] {
    if (this.isNumber(node)) return ['{:number}'];
    const words = this.of(node);
    if (this.isRetold(node)) {
      this.keepFrom(node, words);
      return ['{:text}'];
    }
    const isOptional = words.length === 2 && words.includes('') && isProse(words);
    if (isOptional || this.isConstant(node)) return words;
    if (!isProse(words)) return ['{}'];
    this.keepFrom(node, words);
    return ['{:text}'];
  }

  private isConstant(node: ts.Expression): boolean {
    if (!ts.isIdentifier(node)) return false;
    const declaration = this.symbolOf(node)?.valueDeclaration;
    if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
    return ts.isStringLiteralLike(declaration.initializer);
  }

  /** Of texts. */
  private isSum(node: ts.Expression): node is ts.BinaryExpression {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return false;
    return (this.checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
  }

  private isNumber(node: ts.Expression): boolean {
    const declared = ts.isIdentifier(node) ? this.symbolOf(node)?.valueDeclaration : undefined;
    const value = declared && ts.isVariableDeclaration(declared) ? declared.initializer : node;
    if (value && ts.isCallExpression(value) && /\.(toFixed|toLocaleString)$/.test(value.expression.getText()))
      return true;
    const type = this.checker.getTypeAtLocation(node);
    const all = type.isUnion() ? type.types : [type];
    return all.every(({ flags }) => (flags & ts.TypeFlags.NumberLike) !== 0);
  }

  private isRetold(node: ts.Expression): boolean {
    if (ts.isPropertyAccessExpression(node)) return SHOWN.has(node.name.text) || node.name.text === 'line';
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
      return RETOLD.has(node.expression.text);
    if (!ts.isIdentifier(node)) return false;
    const declaration = this.symbolOf(node)?.valueDeclaration;
    return (
      !!declaration &&
      ts.isBindingElement(declaration) &&
      SHOWN.has((declaration.propertyName ?? declaration.name).getText())
    );
  }
}

/** Words rather than values: at least one of them is more than one word. */
const isProse = (texts: readonly string[]): boolean =>
  texts.some((text) => text.includes('{:text}') || /[a-z]\)? \(?[a-z{]/.test(text));

/** Not words, but one of a few values. */
const isOneOf = (type: ts.Type): boolean =>
  (type.isUnion() ? type.types : [type]).every(
    (one) => one.isStringLiteral() || (one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0,
  );

/** Each of the first with each of the second, and so on. */
const combined = (parts: readonly string[][]): string[] =>
  parts.reduce((all, part) => all.flatMap((begun) => part.map((next) => begun + next)), ['']);

/** One of each text: where words are found to fill a hole in one place, they may in the others. */
function merged(found: ReadonlyMap<string, string>): Map<string, string> {
  const wordless = (text: string): string => text.replaceAll(':text}', '}');
  const holes = new Map<string, Set<string>>();
  for (const text of found.keys()) {
    const filled = holes.get(wordless(text)) ?? new Set();
    for (const [hole] of text.matchAll(/\{\d+:text\}/g)) filled.add(hole);
    holes.set(wordless(text), filled);
  }
  return new Map(
    [...found].map(([text, where]) => {
      const filled = holes.get(wordless(text))!;
      const write = (hole: string): string => {
        const withWords = hole.replace('}', ':text}');
        return filled.has(withWords) ? withWords : hole;
      };
      return [wordless(text).replace(/\{\d+\}/g, write), where];
    }),
  );
}

/** A member that is shown to the reader, and given words. */
const isShownPlace = ({ left, operatorToken }: ts.BinaryExpression): boolean =>
  operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  ts.isPropertyAccessExpression(left) &&
  SHOWN.has(left.name.text);

/** Holes are numbered when a text is complete. */
function numbered(template: string): string {
  let holes = 0;
  return template.replace(/\{(:text|:number)?\}/g, (_, kind: string = '') => `{${holes++}${kind}}`);
}

const classesOf = (node: ts.Node): string[] =>
  ts.isClassDeclaration(node.parent) && node.parent.name ? [node.parent.name.text] : [];
