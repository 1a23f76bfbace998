/** Something the reader of the terminal can mend: printed as its message and its remedy, without a stack. */
export class Trouble extends Error {
  constructor(message, remedy) {
    super(`${message}\n  ${remedy}`);
    this.name = 'Trouble';
  }
}
