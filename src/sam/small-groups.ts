/**
 * Which branches of a round may be shown to a reader outside the line chain, so that no sum shown, and no difference between sums
 * shown, rests on fewer than `smallest` managers. Complementary suppression on a tree (Hundepool et al., Statistical Disclosure
 * Control, 2012, ch. 4): shown branches are nested, so everything that can be computed from them is made of the parts that are
 * inside one shown branch and outside every smaller one. Each such part is kept empty or large enough.
 */
export interface GroupMember {
	unit_id: string;
	parent_id: string | null;
	/** Null while the post is vacant: figures without a manager add nobody to the group that must be large enough. */
	manager_id: string | null;
	/** Part of the figures, e.g. signed. */
	counted: boolean;
	/** True when the reader may open the review anyway: its figures need no hiding, and they cannot hide others. */
	known: boolean;
}

interface Branch {
	id: string;
	children: Branch[];
	/** Every hidden member below. */
	all: Group;
	/** The members that are in no shown branch below. */
	rest: Group;
	shown: boolean;
}

/** A set of members: how many, and their managers as far as it matters (there are enough, or these are all of them). */
interface Group {
	size: number;
	managers: Set<string>;
}

/** The ids of the units whose branch may be shown; `root` is the top of the round. */
export function shownBranches(members: readonly GroupMember[], root: string, smallest: number): Set<string> {
	const branches = branchesOf(members, root, smallest);
	for (const branch of branches) decide(branch, smallest);
	return new Set(branches.filter((branch) => branch.shown).map((branch) => branch.id));
}

/** Every branch, children before parents. A unit whose parent is not part of the round hangs under the root. */
function branchesOf(members: readonly GroupMember[], root: string, smallest: number): Branch[] {
	const group = (): Group => ({ size: 0, managers: new Set() });
	const empty = (id: string): Branch => ({ id, children: [], all: group(), rest: group(), shown: false });
	const byId = new Map([[root, empty(root)]]);
	for (const member of members) {
		const branch = empty(member.unit_id);
		if (member.counted && !member.known) {
			const managers = new Set(member.manager_id === null ? [] : [member.manager_id]);
			for (const group of [branch.all, branch.rest]) include(group, { size: 1, managers }, smallest);
		}
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
	for (const child of branch.children) {
		include(branch.all, child.all, smallest);
		if (!child.shown) include(branch.rest, child.rest, smallest);
	}
	const { all, rest } = branch;
	if (all.size > 0 && all.managers.size < smallest) return;
	branch.shown = true;
	if (rest.size === 0 || rest.managers.size >= smallest) return;
	let inner = branch.children.flatMap(outermostShown);
	while (rest.size > 0 && rest.managers.size < smallest && inner.length > 0) {
		// The smallest branch is hidden, since it is the least to lose.
		const hidden = inner.reduce((least, one) => (one.all.size < least.all.size ? one : least));
		hidden.shown = false;
		include(rest, hidden.rest, smallest);
		inner = [...inner.filter((one) => one !== hidden), ...hidden.children.flatMap(outermostShown)];
	}
}

function include(group: Group, more: Group, smallest: number): void {
	group.size += more.size;
	for (const manager of more.managers) {
		if (group.managers.size >= smallest) return;
		group.managers.add(manager);
	}
}

function outermostShown(branch: Branch): Branch[] {
	if (branch.shown) return branch.all.size > 0 ? [branch] : [];
	return branch.children.flatMap(outermostShown);
}
