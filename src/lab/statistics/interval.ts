/** An estimate's interval of confidence, both ends included. */
export interface Interval {
  low: number;
  high: number;
}
