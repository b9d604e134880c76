/** Why a profile gets no snapshot, as the end of a sentence; caught where snapshots are made. */
export class SnapshotProblem extends Error {
  override readonly name = 'SnapshotProblem';
}
