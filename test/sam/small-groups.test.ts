import fc from "fast-check";
import { expect, test } from "vitest";
import { type GroupMember, shownBranches } from "../../src/sam/small-groups.ts";

const ROOT = "root";

/** A random tree: each unit hangs under the root or an earlier unit; few managers, so that some lead several units. */
const tree = fc
	.array(
		fc.record({
			parent: fc.double({ min: 0, max: 1, noNaN: true }),
			manager: fc.option(fc.integer({ min: 0, max: 14 }), { freq: 8 }),
			counted: fc.boolean(),
			known: fc.integer({ min: 0, max: 9 }),
		}),
		{ minLength: 1, maxLength: 16 },
	)
	.map((units) =>
		units.map(({ parent, manager, counted, known }, index): GroupMember => {
			const above = Math.floor(parent * (index + 1)) - 1;
			return {
				unit_id: `u${index}`,
				parent_id: above < 0 ? ROOT : `u${above}`,
				manager_id: manager === null ? null : `m${manager}`,
				counted: counted || index % 3 > 0,
				known: known === 0,
			};
		}),
	);

function below(members: readonly GroupMember[], unit: string): GroupMember[] {
	const children = members.filter((one) => one.parent_id === unit && one.unit_id !== unit);
	const own = members.filter((one) => one.unit_id === unit);
	return [...own, ...children.flatMap((child) => below(members, child.unit_id))];
}

/** Reduces rows over the rationals (small integers: floats are exact enough) and tells whether `target` lies in their span. */
function spanOf(rows: number[][]): (target: number[]) => boolean {
	const basis: { pivot: number; row: number[] }[] = [];
	const reduce = (row: number[]) => {
		let left = [...row];
		for (const { pivot, row: by } of basis) {
			const factor = left[pivot]!;
			if (Math.abs(factor) > 1e-9) left = left.map((value, index) => value - factor * by[index]!);
		}
		return left;
	};
	for (const row of rows) {
		const left = reduce(row);
		const pivot = left.findIndex((value) => Math.abs(value) > 1e-9);
		if (pivot < 0) continue;
		const scaled = left.map((value) => value / left[pivot]!);
		for (const one of basis) {
			const factor = one.row[pivot]!;
			one.row = one.row.map((value, index) => value - factor * scaled[index]!);
		}
		basis.push({ pivot, row: scaled });
	}
	return (target) => reduce(target).every((value) => Math.abs(value) < 1e-9);
}

/** Every non-empty set of hidden, counted members that rests on fewer than `smallest` managers. */
function* smallSets(hidden: readonly GroupMember[], smallest: number): Generator<number[]> {
	for (let bits = 1; bits < 1 << hidden.length; bits++) {
		const set = hidden.map((_, index) => (bits >> index) & 1);
		const managers = new Set(hidden.filter((_, index) => set[index]).map((one) => one.manager_id));
		managers.delete(null);
		if (managers.size < smallest) yield set;
	}
}

test("no sum and no difference of the shown branches, however combined, rests on fewer than five managers", () => {
	fc.assert(
		fc.property(tree, (members) => {
			const shown = shownBranches(members, ROOT, 5);
			const hidden = members.filter((one) => one.counted && !one.known);
			if (hidden.length > 12) return;
			const rows = [...shown].map((unit) => {
				const ids = new Set(below([...members], unit === ROOT ? ROOT : unit).map((one) => one.unit_id));
				return hidden.map((one) => (ids.has(one.unit_id) ? 1 : 0));
			});
			const inSpan = spanOf(rows);
			for (const set of smallSets(hidden, 5))
				expect(inSpan(set), JSON.stringify({ shown: [...shown], set })).toBe(false);
		}),
		{ numRuns: 250 },
	);
});

const unit = (id: string, parent: string, more: Partial<GroupMember> = {}): GroupMember => ({
	unit_id: id,
	parent_id: parent,
	manager_id: `chef-${id}`,
	counted: true,
	known: false,
	...more,
});
const many = (parent: string, n: number) => Array.from({ length: n }, (_, index) => unit(`${parent}-${index}`, parent));

test("a small branch takes a large sister with it, when the rest of the parent would give it away", () => {
	const members = [
		unit("a", ROOT),
		...many("a", 6),
		unit("b", ROOT),
		...many("b", 9),
		unit("c", ROOT),
		...many("c", 1),
	];
	expect([...shownBranches(members, ROOT, 5)].sort()).toEqual(["b", ROOT].sort());
});

test("five units with the same manager are one manager", () => {
	const members = many(ROOT, 5).map((one) => ({ ...one, manager_id: "samma" }));
	expect(shownBranches(members, ROOT, 5).size).toBe(0);
});

test("what the reader may open anyway is shown, and does not help in hiding others", () => {
	const members = [unit("a", ROOT), ...many("a", 3), ...many(ROOT, 8)];
	const known = members.map((one) => ({ ...one, known: one.unit_id.startsWith("a") }));
	expect(shownBranches(known, ROOT, 5)).toContain("a");
	const tooFew = known.filter((one) => one.known || one.unit_id < `${ROOT}-4`);
	expect(shownBranches(tooFew, ROOT, 5)).not.toContain(ROOT);
});
