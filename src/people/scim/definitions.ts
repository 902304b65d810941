import { GROUP_SCHEMA } from "./group-resource.ts";
import { USER_SCHEMA } from "./user-resource.ts";

/** What this server can do, in SCIM's own words (RFC 7643 5–7). English by standard. */

interface Attribute {
	type?: "string" | "boolean" | "complex" | "reference";
	multi?: boolean;
	required?: boolean;
	unique?: boolean;
	readonly?: boolean;
	sub?: Record<string, Attribute>;
}

const USER: Record<string, Attribute> = {
	userName: { required: true, unique: true },
	externalId: {},
	displayName: {},
	name: { type: "complex", sub: { formatted: {}, givenName: {}, familyName: {} } },
	emails: { type: "complex", multi: true, sub: { value: {}, type: {}, primary: { type: "boolean" } } },
	active: { type: "boolean" },
};
const GROUP: Record<string, Attribute> = {
	displayName: { required: true, unique: true },
	externalId: {},
	members: {
		type: "complex",
		multi: true,
		sub: { value: {}, display: { readonly: true }, $ref: { type: "reference", readonly: true } },
	},
};

function attributes(of: Record<string, Attribute>): object[] {
	return Object.entries(of).map(([name, attribute]) => ({
		name,
		type: attribute.type ?? "string",
		multiValued: attribute.multi ?? false,
		required: attribute.required ?? false,
		caseExact: name === "externalId" || name === "value" || name === "$ref",
		mutability: attribute.readonly ? "readOnly" : "readWrite",
		returned: "default",
		uniqueness: attribute.unique ? "server" : "none",
		...(attribute.sub ? { subAttributes: attributes(attribute.sub) } : {}),
	}));
}

export function schemaDefinitions(base: string) {
	const schema = (id: string, name: string, of: Record<string, Attribute>) => ({
		schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
		id,
		name,
		description: name,
		attributes: attributes(of),
		meta: { resourceType: "Schema", location: `${base}/Schemas/${id}` },
	});
	return [schema(USER_SCHEMA, "User", USER), schema(GROUP_SCHEMA, "Group", GROUP)];
}

export function resourceTypes(base: string) {
	const type = (name: string, schema: string) => ({
		schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
		id: name,
		name,
		endpoint: `/${name}s`,
		description: name,
		schema,
		meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${name}` },
	});
	return [type("User", USER_SCHEMA), type("Group", GROUP_SCHEMA)];
}

export const MAX_RESULTS = 200;

export function serviceProviderConfig(base: string) {
	const no = { supported: false };
	return {
		schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
		patch: { supported: true },
		bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
		filter: { supported: true, maxResults: MAX_RESULTS },
		changePassword: no,
		sort: no,
		etag: no,
		authenticationSchemes: [
			{
				type: "oauthbearertoken",
				name: "Bearer token",
				description: "A token made by an administrator",
				primary: true,
			},
		],
		meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
	};
}
