/**
 * Times a finite value it adds nothing, times a missing one it makes the sum missing. Hot loops are written without branches,
 * which unsteady prices would have the processor mispredict: a condition as a number, and a missing side by this.
 */
export const MISSING = 0
