import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { SettingRow } from "../../../db/queries/office/settings.ts";
import { LIMIT_COUNTS } from "../../../db/schema/checks/populations.ts";
import { UNIT_BASES, VAT_BASES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import {
	ADDRESS_PARTS,
	CODE_CHOICES,
	INFORMATION_LABELS,
	PASSWORD_CHOICES,
} from "../../../db/schema/office/settings.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { DateField, NumberField, RadioGroup, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { InventoryMonthsForm } from "./inventory-months-form.tsx";
import { NoticeRoutineForm } from "./notice-routine-form.tsx";

function DecisionForm({ form }: { form: FormState }) {
	const { errors } = form;
	const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
	return (
		<Form action={paths.settings()} errors={errors}>
			<NumberField
				name="limit_kr"
				label="Beloppsgräns"
				unit="kr"
				value={valueIn(form, "limit_kr")}
				error={errors.limit_kr}
			/>
			<RadioGroup
				name="unit_basis"
				label="Gränsen gäller per"
				layout="inline"
				options={options(UNIT_BASES)}
				value={valueIn(form, "unit_basis")}
				error={errors.unit_basis}
			/>
			<RadioGroup
				name="counted"
				label="Det som jämförs med gränsen"
				layout="inline"
				help="En faktura som är delad på flera enheter eller rader kan ligga under gränsen i varje del men inte i sin helhet."
				options={options(LIMIT_COUNTS)}
				value={valueIn(form, "counted")}
				error={errors.counted}
			/>
			<RadioGroup
				name="vat_basis"
				label="Beloppet räknas"
				layout="inline"
				options={options(VAT_BASES)}
				value={valueIn(form, "vat_basis")}
				error={errors.vat_basis}
			/>
			<DateField
				name="valid_from"
				label="Gäller från och med"
				help="Redan frysta populationer behåller den gräns de frystes med."
				value={valueIn(form, "valid_from")}
				error={errors.valid_from}
			/>
			<FormActions>
				<Button>Registrera beslutet</Button>
			</FormActions>
		</Form>
	);
}

/** The marks of the procurement law. Only the limits per kind are added up against. */
function LegalLimitsForm({ form }: { form: FormState }) {
	const shared = (name: string) => ({ name, scope: "lag", value: valueIn(form, name), error: form.errors[name] });
	return (
		<Form action={paths.legalLimits()} scope="lag" errors={form.errors}>
			<NumberField
				{...shared("documentation_kr")}
				label="Dokumentation när upphandlingens värde uppgår till minst"
				help="Gäller varje upphandling för sig (LOU 19 a kap. 11 §), aldrig summan av flera."
				unit="kr"
			/>
			<NumberField
				{...shared("goods_services_kr")}
				label="Direktupphandlingsgräns för varor och tjänster"
				help="Räknas för inköp av samma slag i hela den upphandlande myndigheten."
				unit="kr"
			/>
			<NumberField
				{...shared("social_special_kr")}
				label="Direktupphandlingsgräns för sociala tjänster och andra särskilda tjänster"
				help="EU:s tröskelvärde i kronor (LOU 19 a kap.), som regeringen tillkännager vartannat år; 2022–2023 var det 7 802 550 kr. Utan belopp prövas inköp bara mot gränsen för varor och tjänster, och varje träff säger det."
				optional
				unit="kr"
			/>
			<DateField {...shared("valid_from")} label="Gäller från och med" />
			<FormActions>
				<Button>Registrera lagens gränser</Button>
			</FormActions>
		</Form>
	);
}

/** The performer finds the voucher by one click: the pattern is the region's, the values are the file's. */
function InvoiceLinkForm({ form }: { form: FormState }) {
	const shared = (name: string) => ({ name, scope: "lank", value: valueIn(form, name), error: form.errors[name] });
	const parts = Object.keys(ADDRESS_PARTS).map((name) => `{${name}}`);
	return (
		<Form action={paths.invoiceLink()} scope="lank" errors={form.errors}>
			<TextField
				{...shared("pattern")}
				label="Adress till en faktura"
				help={`Till exempel https://ekonomi.example/{serie}{nummer}. I adressen får stå ${parts.join(", ")}. Saknas uppgiften för ett inköp visas ingen länk. Lämna tomt för att ta bort länken.`}
				optional
				maxlength={500}
			/>
			<DateField {...shared("valid_from")} label="Gäller från och med" />
			<FormActions>
				<Button>Registrera länken</Button>
			</FormActions>
		</Form>
	);
}

/** No law says how many days: it is the region's own routine. */
function SamRoutineForm({ form }: { form: FormState }) {
	const shared = (name: string) => ({ name, scope: "sam", value: valueIn(form, name), error: form.errors[name] });
	return (
		<Form action={paths.samRoutine()} scope="sam" errors={form.errors}>
			<NumberField {...shared("acknowledge_days")} label="Returnerade SAM-uppgifter kvitteras inom" unit="dagar" />
			<DateField {...shared("valid_from")} label="Gäller från och med" />
			<FormActions>
				<Button>Registrera rutinen</Button>
			</FormActions>
		</Form>
	);
}

/** Who answers for the service and for personal data: said on Tillgänglighet and on Mina uppgifter. */
function InformationForm({ form }: { form: FormState }) {
	const shared = (name: keyof typeof INFORMATION_LABELS) => ({
		...{ name, scope: "info", label: INFORMATION_LABELS[name] },
		...{ value: valueIn(form, name), error: form.errors[name] },
	});
	return (
		<Form action={paths.readerInformation()} scope="info" errors={form.errors}>
			<TextField {...shared("controller")} help="Den nämnd som bestämmer varför och hur uppgifterna används." />
			<TextField {...shared("data_protection_contact")} help="Dataskyddsombudets namn, e-post eller telefon." />
			<TextArea {...shared("legal_basis")} rows={3} />
			<TextArea {...shared("storage_time")} rows={3} help="Enligt nämndens dokumenthanteringsplan." />
			<TextField {...shared("complaints_to")} />
			<TextField {...shared("accessibility_supervisor")} help="Myndigheten som har tillsyn över lagen (2018:1937)." />
			<DateField
				name="valid_from"
				scope="info"
				label="Gäller från och med"
				value={valueIn(form, "valid_from")}
				error={form.errors.valid_from}
			/>
			<FormActions>
				<Button>Registrera informationen</Button>
			</FormActions>
		</Form>
	);
}

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Holds only where the region has an identity provider of its own. */
function PasswordsForm({ form }: { form: FormState }) {
	const shared = (name: string) => ({ name, scope: "losenord", value: valueIn(form, name), error: form.errors[name] });
	return (
		<Form action={paths.passwordSetting()} scope="losenord" errors={form.errors}>
			<RadioGroup {...shared("passwords")} label="Inloggning med lösenord" options={choices(PASSWORD_CHOICES)} />
			<DateField
				{...shared("valid_from")}
				label="Gäller från och med"
				help="Då slutar lösenord att fungera, även i inbjudningar, och den som är inloggad med lösenord loggas ut."
			/>
			<FormActions>
				<Button>Registrera beslutet</Button>
			</FormActions>
		</Form>
	);
}

function CodesForm({ form }: { form: FormState }) {
	const shared = (name: string) => ({ name, scope: "koder", value: valueIn(form, name), error: form.errors[name] });
	return (
		<Form action={paths.codeSetting()} scope="koder" errors={form.errors}>
			<RadioGroup
				{...shared("codes")}
				label="Engångskoder för administratörer, controllers och förvaltningschef / nämnd"
				options={choices(CODE_CHOICES)}
			/>
			<DateField
				{...shared("valid_from")}
				label="Gäller från och med"
				help="Gäller konton med lösenord. Den som loggar in med regionens inloggningstjänst har den tjänstens skydd."
			/>
			<FormActions>
				<Button>Registrera beslutet</Button>
			</FormActions>
		</Form>
	);
}

export function SettingsPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	legal: FormState;
	link: FormState;
	sam: FormState;
	inventory: FormState;
	notices: FormState;
	information: FormState;
	passwords: FormState;
	codes: FormState;
	/** what holds today, in words */
	today: { label: string; text: string }[];
	list: ListShown<SettingRow>;
	may_edit: boolean;
	may_edit_sign_in: boolean;
}) {
	return (
		<Layout
			{...props.shell}
			title="Inställningar"
			lead="Varje beslut gäller från sitt datum. Tidigare beslut ligger kvar."
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
		>
			<Section title="Gäller i dag">
				<DescriptionList items={props.today.map(({ label, text }) => ({ term: label, value: text }))} />
			</Section>
			{props.may_edit ? (
				<Section title="Nytt beslut om beloppsgräns">
					<DecisionForm form={props.form} />
				</Section>
			) : null}
			{props.may_edit ? (
				<Section title="Nytt beslut om lagens gränser">
					<LegalLimitsForm form={props.legal} />
				</Section>
			) : null}
			{props.may_edit ? (
				<Section title="Ny länk till fakturan i ekonomisystemet">
					<InvoiceLinkForm form={props.link} />
				</Section>
			) : null}
			{props.may_edit ? (
				<Section title="Nytt beslut om rutinen för SAM">
					<SamRoutineForm form={props.sam} />
				</Section>
			) : null}
			{props.may_edit ? (
				<Section title="Nytt beslut om riskinventeringen">
					<InventoryMonthsForm form={props.inventory} />
				</Section>
			) : null}
			{props.may_edit ? (
				<Section title="Nytt beslut om påminnelser">
					<NoticeRoutineForm form={props.notices} />
				</Section>
			) : null}
			{props.may_edit ? (
				<Section title="Ny information till den som använder tjänsten">
					<InformationForm form={props.information} />
				</Section>
			) : null}
			{props.may_edit_sign_in ? (
				<>
					<Section title="Nytt beslut om lösenord">
						<PasswordsForm form={props.passwords} />
					</Section>
					<Section title="Nytt beslut om engångskoder">
						<CodesForm form={props.codes} />
					</Section>
				</>
			) : null}
			<Section title="Alla beslut">
				<List list={props.list} noun="beslut" caption="Alla beslut" empty="Inget är beslutat ännu. Förvalet gäller." />
			</Section>
		</Layout>
	);
}
