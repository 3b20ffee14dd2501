/** Numbers the different values it is asked for, from 0. */
export class Numbering<T> {
  readonly values: T[] = [];
  private readonly numbers = new Map<string, number>();

  number(value: T): number {
    const key = JSON.stringify(value);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}
