import { useMemo, useState } from 'preact/hooks';
import type { TreeFile } from '../judge/messages.ts';
import { FileView } from './file-view.tsx';
import type { Branch, MarkedFile } from './tree.ts';
import { compared, treeOf } from './tree.ts';

interface BranchesProps {
  readonly branches: readonly Branch[];
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

function FileRow({
  branch,
  file,
  chosen,
  onChoose,
}: Omit<BranchesProps, 'branches'> & {
  readonly branch: Branch;
  readonly file: MarkedFile;
}) {
  return (
    <button
      type="button"
      class={`row file-row ${file.mark}`}
      aria-pressed={file.path === chosen}
      title={file.path}
      onClick={() => onChoose(file.path)}
    >
      <span class="name">{branch.name}</span>
      {file.mark === 'same' ? null : <span class={`badge ${file.mark}`}>{file.mark}</span>}
    </button>
  );
}

function Branches({ branches, ...others }: BranchesProps) {
  return (
    <ul class="tree">
      {branches.map((branch) => (
        <li key={branch.path}>
          {branch.file ? (
            <FileRow branch={branch} file={branch.file} {...others} />
          ) : (
            <details open={branch.changes > 0}>
              <summary class="row">
                <span class="name">{branch.name}/</span>
                {branch.changes > 0 ? <span class="count">{branch.changes}</span> : null}
              </summary>
              <Branches branches={branch.branches} {...others} />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** How many files of each mark there are, in words. */
function summaryOf(files: readonly MarkedFile[]): string {
  const parts = (['added', 'changed', 'removed'] as const).flatMap((mark) => {
    const count = files.filter((file) => file.mark === mark).length;
    return count === 0 ? [] : [`${count} ${mark}`];
  });
  return `${files.length} files: ${parts.length === 0 ? 'none changed' : parts.join(', ')}`;
}

/** A compiled tree, with what changed in it since another one; a chosen file is shown below. */
export function Files({
  before,
  after,
}: {
  readonly before: readonly TreeFile[];
  readonly after: readonly TreeFile[];
}) {
  const [chosen, setChosen] = useState<string | undefined>();
  const [isChangedOnly, setChangedOnly] = useState(false);
  const files = useMemo(() => compared(before, after), [before, after]);
  const branches = useMemo(
    () => treeOf(isChangedOnly ? files.filter(({ mark }) => mark !== 'same') : files),
    [files, isChangedOnly],
  );
  const file = files.find(({ path }) => path === chosen);
  return (
    <div class="files">
      <div class="bar">
        <p>{summaryOf(files)}</p>
        <label>
          <input
            type="checkbox"
            checked={isChangedOnly}
            onChange={({ currentTarget }) => setChangedOnly(currentTarget.checked)}
          />{' '}
          only what changed
        </label>
      </div>
      <nav aria-label="Compiled files">
        <Branches branches={branches} chosen={chosen} onChoose={setChosen} />
      </nav>
      {file ? <FileView key={file.path} file={file} /> : null}
    </div>
  );
}
