import type { Insertable } from "kysely";
import type { ApiTokenTable } from "./people/api.ts";
import type { AgreementListTable, AgreementTable } from "./checks/agreements.ts";
import type { CheckQuestionTable, ChecklistTable } from "./checks/controls-checklists.ts";
import type { ControlTable, ControlUnitTable } from "./checks/controls.ts";
import type { DeviationTable } from "./checks/deviations.ts";
import type { DrawTable } from "./checks/draws.ts";
import type { EvidenceTable } from "./checks/evidence.ts";
import type { EvidenceReplyTable, EvidenceRequestTable } from "./checks/evidence-requests.ts";
import type { LedgerHitLineTable, LedgerHitTable, LedgerRuleRunTable } from "./checks/ledger.ts";
import type { CashCountTable, CashFundTable, CashOrderTable } from "./checks/own-forms/cash-counts.ts";
import type {
	InvoiceCheckTable,
	MoneyDrawTable,
	MoneyItemTable,
	MoneyPlanTable,
} from "./checks/own-forms/hired-staff.ts";
import type { AccountBalanceTable, BalanceFileTable, CostRowTable } from "./checks/own-forms/material-costs.ts";
import type { CorrectionLineTable, PopulationCorrectionTable } from "./checks/populations-corrections.ts";
import type {
	LedgerArrivalTable,
	LedgerFileTable,
	LedgerFrameTable,
	LedgerLineTable,
	LedgerPopulationTable,
	LedgerRowTable,
	LedgerUnitTable,
	PopulationStratumTable,
	PopulationTable,
	PurchaseFileTable,
	PurchaseMappingTable,
	PurchaseSourceTable,
	UnitCodeTable,
	FrameRuleTable,
} from "./checks/populations.ts";
import type { ControlRunTable } from "./checks/runs.ts";
import type { LateStratumTable, SecondLookTable, SamplePlanRateTable, SamplePlanTable } from "./checks/sample-plans.ts";
import type { SwapTable } from "./checks/samples-swaps.ts";
import type { CheckAnswerTable, SampleItemTable } from "./checks/samples.ts";
import type { ThreadMessageTable } from "./ground/messages.ts";
import type { NodeNoteTable } from "./ground/notes.ts";
import type { EventTable, TapKeyTable } from "./ground/write.ts";
import type { AccessibilityReportTable } from "./office/accessibility.ts";
import type { CalendarFeedTable } from "./office/calendar.ts";
import type { LetterTable, NoticeChoiceTable, NoticeTable } from "./office/notices.ts";
import type { SettingTable } from "./office/settings.ts";
import type { AccountTable, OneTimeLinkTable, PersonIdentityTable, RecoveryCodeTable } from "./people/accounts.ts";
import type { BoardTable } from "./people/boards.ts";
import type { HrPersonTable } from "./people/hr-import.ts";
import type { AccountPairTable, PersonTable, RoleTable } from "./people/people.ts";
import type {
	IntegrationTokenTable,
	ScimGroupTable,
	ScimMemberTable,
	ScimUserTable,
	DirectoryProposalTable,
} from "./people/scim.ts";
import type { SavedViewTable } from "./people/saved-views.ts";
import type { KeptFormTable, RateLimitTable, SessionTable, SignInStepTable } from "./people/session.ts";
import type { OrgUnitTable, UnitBranchTable } from "./people/units.ts";
import type { RowHistoryTable } from "./proof/as-of.ts";
import type { DisposalTable, DisposedFileTable, LegalHoldTable, RetentionRuleTable } from "./proof/retention.ts";
import type { PlanImportTable } from "./register/plan-import.ts";
import type { MeasureTable } from "./register/measures.ts";
import type { AreaTable, PlanDecisionTable, PlanTable, PlanVersionTable } from "./register/plans.ts";
import type { PlanPreparationTable, PlanRowChoiceTable } from "./register/preparation.ts";
import type { RiskTable } from "./register/risks.ts";
import type { RiskDisagreementTable } from "./register/scoring.ts";
import type { AssessmentPartTable, AssessmentTable } from "./report/assessments.ts";
import type { PeriodCorrectionTable, PeriodSealTable } from "./report/closing.ts";
import type { DialoguePointTable, DialogueTable } from "./report/dialogues.ts";
import type { FollowUpTable, PeriodDeliveryTable } from "./report/follow-ups.ts";
import type {
	CoverageStatementTable,
	DecisionPaperTable,
	RiskAreaLinkTable,
	RiskAreaVersionTable,
} from "./report/planning.ts";
import type { GovernanceFigureTable, GovernanceItemTable, GovernanceStatusTable } from "./report/governance.ts";
import type { ProposalAnswerTable, RiskProposalTable } from "./report/inventory.ts";
import type { BoardMeetingTable, MeetingMatterTable } from "./report/meetings.ts";
import type { ReportingPeriodTable } from "./report/periods.ts";
import type { ReminderTable } from "./report/readiness.ts";
import type { RecommendationLinkTable, RecommendationTable } from "./report/recommendations.ts";
import type { RegionAnswerTable, RegionItemTable, RegionWithdrawalTable, RegionWordingTable } from "./report/region.ts";
import type { PaperTemplateTable } from "./report/paper-templates.ts";
import type { ReportTemplateTable } from "./report/templates.ts";
import type {
	SamActionTable,
	SamAllocationTable,
	SamAnswerTable,
	SamQuestionSetTable,
	SamQuestionTable,
	SamReconciliationTable,
	SamReturnTable,
	SamReviewTable,
	SamRoundTable,
	SamSignatureTable,
	SamStatementTable,
} from "./sam/sam.ts";

/** Every table by its name in the database. */
export interface Schema {
	org_units: OrgUnitTable;
	unit_branches: UnitBranchTable;
	boards: BoardTable;
	people: PersonTable;
	account_pairs: AccountPairTable;
	roles: RoleTable;
	sessions: SessionTable;
	sign_in_steps: SignInStepTable;
	kept_forms: KeptFormTable;
	saved_views: SavedViewTable;
	rate_limits: RateLimitTable;
	node_notes: NodeNoteTable;
	accounts: AccountTable;
	recovery_codes: RecoveryCodeTable;
	people_identities: PersonIdentityTable;
	one_time_links: OneTimeLinkTable;
	integration_tokens: IntegrationTokenTable;
	api_tokens: ApiTokenTable;
	scim_users: ScimUserTable;
	directory_proposals: DirectoryProposalTable;
	scim_groups: ScimGroupTable;
	scim_members: ScimMemberTable;
	hr_people: HrPersonTable;
	settings: SettingTable;
	letters: LetterTable;
	notices: NoticeTable;
	thread_messages: ThreadMessageTable;
	notice_choices: NoticeChoiceTable;
	calendar_feeds: CalendarFeedTable;
	plans: PlanTable;
	areas: AreaTable;
	risks: RiskTable;
	risk_disagreements: RiskDisagreementTable;
	measures: MeasureTable;
	plan_decisions: PlanDecisionTable;
	plan_versions: PlanVersionTable;
	plan_preparations: PlanPreparationTable;
	plan_row_choices: PlanRowChoiceTable;
	plan_imports: PlanImportTable;
	recommendation_links: RecommendationLinkTable;
	risk_proposals: RiskProposalTable;
	proposal_answers: ProposalAnswerTable;
	reporting_periods: ReportingPeriodTable;
	report_templates: ReportTemplateTable;
	paper_templates: PaperTemplateTable;
	events: EventTable;
	tap_keys: TapKeyTable;
	row_history: RowHistoryTable;
	checklists: ChecklistTable;
	check_questions: CheckQuestionTable;
	controls: ControlTable;
	control_units: ControlUnitTable;
	control_runs: ControlRunTable;
	purchase_sources: PurchaseSourceTable;
	purchase_mappings: PurchaseMappingTable;
	unit_codes: UnitCodeTable;
	frame_rules: FrameRuleTable;
	purchase_files: PurchaseFileTable;
	draws: DrawTable;
	populations: PopulationTable;
	population_strata: PopulationStratumTable;
	ledger_lines: LedgerLineTable;
	ledger_rows: LedgerRowTable;
	ledger_units: LedgerUnitTable;
	ledger_frames: LedgerFrameTable;
	ledger_files: LedgerFileTable;
	ledger_populations: LedgerPopulationTable;
	ledger_arrivals: LedgerArrivalTable;
	population_corrections: PopulationCorrectionTable;
	correction_lines: CorrectionLineTable;
	sample_items: SampleItemTable;
	swaps: SwapTable;
	second_looks: SecondLookTable;
	check_answers: CheckAnswerTable;
	sample_plans: SamplePlanTable;
	sample_plan_rates: SamplePlanRateTable;
	late_strata: LateStratumTable;
	ledger_rule_runs: LedgerRuleRunTable;
	ledger_hits: LedgerHitTable;
	ledger_hit_lines: LedgerHitLineTable;
	agreement_lists: AgreementListTable;
	agreements: AgreementTable;
	balance_files: BalanceFileTable;
	account_balances: AccountBalanceTable;
	cost_rows: CostRowTable;
	cash_funds: CashFundTable;
	cash_orders: CashOrderTable;
	cash_counts: CashCountTable;
	money_plans: MoneyPlanTable;
	money_draws: MoneyDrawTable;
	money_items: MoneyItemTable;
	invoice_checks: InvoiceCheckTable;
	accessibility_reports: AccessibilityReportTable;
	retention_rules: RetentionRuleTable;
	legal_holds: LegalHoldTable;
	disposals: DisposalTable;
	disposed_files: DisposedFileTable;
	deviations: DeviationTable;
	evidence: EvidenceTable;
	evidence_requests: EvidenceRequestTable;
	evidence_replies: EvidenceReplyTable;
	sam_question_sets: SamQuestionSetTable;
	sam_questions: SamQuestionTable;
	sam_rounds: SamRoundTable;
	sam_reviews: SamReviewTable;
	sam_answers: SamAnswerTable;
	sam_actions: SamActionTable;
	sam_signatures: SamSignatureTable;
	sam_statements: SamStatementTable;
	sam_reconciliations: SamReconciliationTable;
	sam_returns: SamReturnTable;
	sam_allocations: SamAllocationTable;
	follow_ups: FollowUpTable;
	period_deliveries: PeriodDeliveryTable;
	reminders: ReminderTable;
	period_seals: PeriodSealTable;
	period_corrections: PeriodCorrectionTable;
	assessments: AssessmentTable;
	assessment_parts: AssessmentPartTable;
	governance_items: GovernanceItemTable;
	governance_figures: GovernanceFigureTable;
	governance_statuses: GovernanceStatusTable;
	recommendations: RecommendationTable;
	dialogues: DialogueTable;
	dialogue_points: DialoguePointTable;
	decision_papers: DecisionPaperTable;
	risk_area_versions: RiskAreaVersionTable;
	risk_area_links: RiskAreaLinkTable;
	coverage_statements: CoverageStatementTable;
	board_meetings: BoardMeetingTable;
	meeting_matters: MeetingMatterTable;
	region_items: RegionItemTable;
	region_wordings: RegionWordingTable;
	region_withdrawals: RegionWithdrawalTable;
	region_answers: RegionAnswerTable;
}

/** A row as it is added: what nobody has said of it yet need not be named. */
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>;
