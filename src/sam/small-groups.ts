/**
 * Which branches of a round may be shown to a reader outside the line chain, so that no sum shown, and no difference between sums
 * shown, rests on fewer than `smallest` managers. Complementary suppression on a tree (Hundepool et al., Statistical Disclosure
 * Control, 2012, ch. 4): shown branches are nested, so everything that can be computed from them is made of the parts that are
 * inside one shown branch and outside every smaller one. Each such part is kept empty or large enough.
 */
export interface GroupMember {
	unit_id: string;
	parent_id: string | null;
	/** Null while the post is vacant: data without a manager hides nobody. */
	manager_id: string | null;
	/** Part of the figures, e.g. signed. */
	counted: boolean;
	/** The reader may open it anyway: nothing to hide, and no help in hiding others. */
	known: boolean;
}

interface Branch {
	id: string;
	own: GroupMember[];
	children: Branch[];
	/** Every hidden member below. */
	all: GroupMember[];
	/** Those in no shown branch below. */
	rest: GroupMember[];
	shown: boolean;
}

/** The ids of the units whose branch may be shown; `root` is the top of the round. */
export function shownBranches(members: readonly GroupMember[], root: string, smallest: number): Set<string> {
	const branches = branchesOf(members, root);
	const shown = new Set<string>();
	for (const branch of branches) decide(branch, smallest);
	for (const branch of branches) if (branch.shown) shown.add(branch.id);
	return shown;
}

/** Every branch, children before parents. A unit whose parent is not part of the round hangs under the root. */
function branchesOf(members: readonly GroupMember[], root: string): Branch[] {
	const empty = (id: string): Branch => ({ id, own: [], children: [], all: [], rest: [], shown: false });
	const byId = new Map([[root, empty(root)]]);
	for (const member of members) {
		const branch = empty(member.unit_id);
		if (member.counted && !member.known) branch.own.push(member);
		byId.set(member.unit_id, branch);
	}
	for (const member of members) {
		const parent = byId.get(member.parent_id ?? root) ?? byId.get(root)!;
		if (parent.id !== member.unit_id) parent.children.push(byId.get(member.unit_id)!);
	}
	const ordered: Branch[] = [];
	const walk = [byId.get(root)!];
	for (let branch = walk.pop(); branch; branch = walk.pop()) {
		ordered.push(branch);
		walk.push(...branch.children);
	}
	return ordered.reverse();
}

function decide(branch: Branch, smallest: number): void {
	branch.all = [...branch.own, ...branch.children.flatMap((child) => child.all)];
	branch.rest = [...branch.own, ...branch.children.flatMap((child) => (child.shown ? [] : child.rest))];
	if (branch.all.length > 0 && managersIn(branch.all) < smallest) return;
	branch.shown = true;
	let inner = branch.children.flatMap(outermostShown);
	while (branch.rest.length > 0 && managersIn(branch.rest) < smallest && inner.length > 0) {
		// the smallest branch is the least to lose
		const hidden = inner.reduce((least, one) => (one.all.length < least.all.length ? one : least));
		hidden.shown = false;
		branch.rest = [...branch.rest, ...hidden.rest];
		inner = [...inner.filter((one) => one !== hidden), ...hidden.children.flatMap(outermostShown)];
	}
}

function outermostShown(branch: Branch): Branch[] {
	if (branch.shown) return branch.all.length > 0 ? [branch] : [];
	return branch.children.flatMap(outermostShown);
}

function managersIn(members: readonly GroupMember[]): number {
	return new Set(members.map((member) => member.manager_id).filter((id) => id !== null)).size;
}
