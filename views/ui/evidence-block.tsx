import type { Evidence } from "../../db/queries/checks/evidence.ts";
import type { EvidenceRequest } from "../../db/queries/checks/evidence-requests.ts";
import type { EvidenceParent } from "../../db/schema/vocabulary.ts";
import { paths } from "../../src/paths/paths.ts";
import { Button } from "./button.tsx";
import { ConfidentialNote } from "./confidential-note.tsx";
import { domId } from "./dom-id.ts";
import { FileField } from "./field.tsx";
import { dateText } from "./format.ts";
import { Form } from "./form.tsx";
import { Link } from "./link.tsx";
import { EvidenceFigure } from "./evidence-figure.tsx";

interface Block {
	kind: EvidenceParent;
	parent_id: string;
	evidence: readonly Evidence[];
	may_add: boolean;
	/** What others have been asked for; left out where nobody can be. */
	requests?: readonly EvidenceRequest[] | undefined;
	error?: string | undefined;
}

/** What belongs to one object, newest edition of each document, and the ways to add more: file, camera, pasted screenshot. */
export function EvidenceBlock(props: Block) {
	const newest = props.evidence.filter(
		(one) => !props.evidence.some((other) => other.series_id === one.series_id && other.edition > one.edition),
	);
	const noun = props.kind === "assessment" ? "Protokollsutdrag" : "Underlag";
	const heading = newest.length > 0 ? `${noun} (${newest.length})` : noun;
	return (
		<div class="evidence-block" id={blockId(props.parent_id)}>
			{props.kind === "sample_item" ? <h3>{heading}</h3> : <h2>{heading}</h2>}
			{newest.map((one) => (
				<EvidenceFigure evidence={one} />
			))}
			<Requested {...props} />
			{props.may_add ? <AddEvidence {...props} /> : null}
			{!props.may_add && newest.length === 0 ? <p class="soft">{`Inget ${noun.toLowerCase()} är tillagt.`}</p> : null}
		</div>
	);
}

function blockId(parentId: string): string {
	return domId("underlag", parentId);
}

/** What has been asked for and not come, and why some of it never will. What was sent stands among the files. */
function Requested({ requests = [] }: Block) {
	const told = requests.filter(({ outcome }) => outcome === null || outcome === "declined");
	if (told.length === 0) return null;
	return (
		<ul class="evidence-requests">
			{told.map((one) => (
				<li>
					<Link href={paths.evidenceRequest(one.id)}>{`Begärt av ${one.asked_of_name}`}</Link>
					{one.outcome === null ? ` ${dateText(one.asked_at)}, väntar på svar` : `: finns inte. ${one.note}`}
				</li>
			))}
		</ul>
	);
}

/** A chosen, photographed or pasted file is sent at once; without JavaScript a button sends it. */
function AddEvidence(props: Block) {
	const { kind, parent_id, error } = props;
	const action = paths.evidenceOf(kind, parent_id);
	const hx = { trigger: "change, submit", target: `#${blockId(parent_id)}`, queued: true };
	// a large file leaves in parts, so that a break costs the last of them alone (assets/kept/sending.js)
	const data = { parts: paths.evidenceParts() };
	return (
		<>
			<div class="evidence-add">
				<Form action={action} multipart class="evidence-form evidence-camera" hx={hx} data={data}>
					<FileField name="fil" scope={`kamera-${parent_id}`} label="Fota underlaget" accept="image/*" capture />
					<span class="without-js">
						<Button variant="secondary">Ladda upp</Button>
					</span>
				</Form>
				<Form action={action} multipart class="evidence-form evidence-file" hx={hx} data={data}>
					<FileField name="fil" scope={parent_id} label="Välj fil" error={error} paste />
					<span class="without-js">
						<Button variant="secondary">Ladda upp</Button>
					</span>
				</Form>
			</div>
			<p class="evidence-ways">
				<Link href={action}>Annan dag eller anteckning</Link>
				{props.requests ? (
					<>
						{" · "}
						<Link href={paths.evidenceRequestOf(kind, parent_id)}>Begär av någon</Link>
					</>
				) : null}
			</p>
			<div class="only-js">
				<div class="choice">
					<input type="checkbox" id={domId("forminska", parent_id)} data-shrink="" />
					<label for={domId("forminska", parent_id)}>
						Förminska foton innan de skickas (originalet skickas då inte)
					</label>
				</div>
			</div>
			<ConfidentialNote kind="patient" />
		</>
	);
}
