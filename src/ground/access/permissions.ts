import type { Role } from "../../../db/schema/vocabulary.ts";

/** How far a role reaches from the unit it is held at. */
export type Scope = "own" | "branch" | "all";

const EVERYONE = {
	material_coordinator: "all",
	manager: "all",
	allocating_manager: "all",
	controller: "all",
	approver: "all",
	auditor: "all",
	administrator: "all",
	safety_representative: "all",
} as const;
/** The roles that work with the runs of a unit, and the roles that follow them up. */
const UNIT_READERS = {
	material_coordinator: "own",
	manager: "branch",
	allocating_manager: "branch",
	controller: "branch",
	approver: "branch",
	auditor: "all",
} as const;
/** The line managers. The answers of SAM are read by them and the skyddsombud; everybody else sees figures of groups. */
const LINE = { manager: "branch", allocating_manager: "branch" } as const;
const CONTROLLER = { controller: "branch" } as const;

/**
 * The one table of rights: action → role → scope. Every entry point (page, fragment, .json, .csv, .xlsx, import, command
 * line) asks it; an action that is missing here cannot be done by anybody.
 */
export const PERMISSIONS = {
	"inbox.view": EVERYONE,
	"session.end": EVERYONE,
	"view.save": EVERYONE,
	"account.edit": EVERYONE,
	"plan.view": EVERYONE,
	"plan.edit": CONTROLLER,
	"plan.decide": { controller: "branch", approver: "branch" },
	"risk.edit": CONTROLLER,
	"measure.edit": CONTROLLER,
	"measure.report": { controller: "branch", manager: "branch", allocating_manager: "branch" },
	"control.edit": CONTROLLER,
	"run.create": { controller: "branch", administrator: "branch" },
	"run.view": UNIT_READERS,
	"run.perform": { material_coordinator: "own", manager: "branch", controller: "branch" },
	"run.reassign": { material_coordinator: "own", manager: "branch", controller: "branch" },
	"run.not_done": { manager: "branch", controller: "branch" },
	"run.review": { manager: "branch", controller: "branch" },
	"purchases.view": { controller: "branch", auditor: "all" },
	"purchases.import": CONTROLLER,
	"draw.view": { controller: "branch", approver: "branch", auditor: "all" },
	"draw.run": CONTROLLER,
	"hit.view": { controller: "branch", auditor: "all" },
	"hit.judge": CONTROLLER,
	"deviation.view": UNIT_READERS,
	"deviation.register": { material_coordinator: "own", manager: "branch", controller: "branch" },
	"deviation.handle": { manager: "branch", controller: "branch" },
	"deviation.close": { manager: "branch", allocating_manager: "branch", controller: "branch" },
	"evidence.view": UNIT_READERS,
	"evidence.add": { material_coordinator: "own", manager: "branch", controller: "branch" },
	"evidence_request.ask": { material_coordinator: "own", manager: "branch", controller: "branch" },
	/** What one is asked for oneself, wherever it is about; the request says of whom. */
	"evidence_request.view": EVERYONE,
	"evidence_request.answer": EVERYONE,
	"minutes.add": { controller: "branch", approver: "branch" },
	"report.view": { controller: "branch", approver: "branch", auditor: "all" },
	"report.export": { controller: "branch", approver: "branch", auditor: "all" },
	"period.edit": CONTROLLER,
	"follow_up.view": EVERYONE,
	"follow_up.write": { controller: "branch", manager: "branch", allocating_manager: "branch" },
	"follow_up.complete": CONTROLLER,
	"delivery.view": EVERYONE,
	"delivery.deliver": EVERYONE,
	"governance.view": EVERYONE,
	"governance.edit": CONTROLLER,
	"recommendation.view": EVERYONE,
	"recommendation.edit": CONTROLLER,
	"recommendation.answer": {
		controller: "branch",
		approver: "branch",
		manager: "branch",
		allocating_manager: "branch",
	},
	"readiness.view": { controller: "branch", approver: "branch", auditor: "all" },
	"readiness.remind": CONTROLLER,
	"period.close": CONTROLLER,
	"assessment.view": {
		controller: "branch",
		approver: "branch",
		manager: "branch",
		allocating_manager: "branch",
		auditor: "all",
	},
	/** Asked at the region: every board's report on one page, for regionstyrelsen and whoever prepares for it. */
	"consolidated.view": { controller: "branch", approver: "branch", auditor: "all" },
	"assessment.prepare": { controller: "branch", allocating_manager: "branch" },
	"assessment.approve": { approver: "branch", allocating_manager: "branch" },
	"assessment.decide": { controller: "branch", approver: "branch" },
	"dialogue.view": { controller: "branch", approver: "branch", auditor: "all" },
	"dialogue.edit": CONTROLLER,
	"meeting.view": EVERYONE,
	"meeting.edit": CONTROLLER,
	"decision_paper.view": { controller: "branch", approver: "branch", auditor: "all" },
	"decision_paper.edit": CONTROLLER,
	"coverage.view": { controller: "branch", approver: "branch", auditor: "all" },
	"coverage.edit": CONTROLLER,
	/** What one has proposed oneself is always seen. */
	"risk_proposal.view": { ...UNIT_READERS, safety_representative: "branch" },
	"risk_proposal.propose": {
		material_coordinator: "own",
		manager: "branch",
		allocating_manager: "branch",
		safety_representative: "branch",
		controller: "branch",
		approver: "branch",
	},
	"risk_proposal.answer": CONTROLLER,
	/** Where somebody has a part of their own; which one, the thread asks. */
	"message.write": {
		material_coordinator: "all",
		manager: "all",
		allocating_manager: "all",
		controller: "all",
		approver: "all",
		safety_representative: "all",
	},
	/** Hits among them: the same as may see those. */
	"risk_source.view": { controller: "branch", auditor: "all" },
	"region_item.view": EVERYONE,
	/** Held at the region; a board's own controller has it nowhere near. */
	"region_item.push": CONTROLLER,
	"region_item.answer": { controller: "branch", approver: "branch" },
	"trail.view": { controller: "branch", auditor: "all" },
	"package.export": { auditor: "all" },
	"as_of.view": { auditor: "all" },
	"disposal.view": { administrator: "branch", controller: "branch", auditor: "all" },
	"disposal.decide": CONTROLLER,
	"disposal.hold": CONTROLLER,
	"personal_data.view": { administrator: "branch" },
	"accessibility.report": EVERYONE,
	"accessibility.view": { administrator: "branch", auditor: "all" },
	"accessibility.handle": { administrator: "branch" },
	"organisation.view": { administrator: "branch", controller: "branch", auditor: "all" },
	"organisation.edit": { administrator: "branch" },
	"integration.view": { administrator: "branch" },
	"integration.edit": { administrator: "branch" },
	"notice.view": { administrator: "branch", controller: "branch", auditor: "all" },
	"notice.try": { administrator: "branch" },
	"run.remind": { manager: "branch", controller: "branch" },
	"settings.view": { administrator: "branch", controller: "branch", auditor: "all" },
	"settings.edit": { administrator: "branch", controller: "branch" },
	"sam.overview": {
		...LINE,
		safety_representative: "branch",
		controller: "branch",
		approver: "branch",
		auditor: "all",
	},
	"sam.view": { ...LINE, safety_representative: "branch" },
	/** The auditor sees unit, state, dates and signers; the answers are seen by the line alone. */
	"sam_standing.view": { auditor: "all" },
	"sam.answer": LINE,
	"sam.take_part": { safety_representative: "branch" },
	"sam.reconcile": LINE,
	"sam.return": LINE,
	"sam.allocate": LINE,
	"sam.plan": { controller: "branch", auditor: "all" },
	"sam.round": CONTROLLER,
} as const satisfies Record<string, Partial<Record<Role, Scope>>>;

export type Action = keyof typeof PERMISSIONS;

/** The scope `role` has for `action`, or undefined when it has none. */
export function scopeOf(action: Action, role: Role): Scope | undefined {
	return (PERMISSIONS[action] as Partial<Record<Role, Scope>>)[role];
}

/** True for a role that holds for its own unit alone, at least for something: it is worth nothing at a unit below. */
export function holdsAtOwnUnit(role: Role): boolean {
	return Object.values(PERMISSIONS).some((scopes: Partial<Record<Role, Scope>>) => scopes[role] === "own");
}

/** True for an action that some role has for its branch only: what it opens is then shown unit by unit. */
export function narrowsByUnit(action: Action): boolean {
	return Object.values<Scope>(PERMISSIONS[action]).includes("branch");
}

/** True for an action that changes nothing. Only such actions are allowed while an earlier day is read. */
export function isReading(action: Action): boolean {
	return /\.(view|overview|export)$/.test(action) || action === "sam.plan";
}
