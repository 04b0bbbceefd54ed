CREATE TABLE "credential_competency" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"competency_id" uuid,
	"claim" text NOT NULL,
	"level" text,
	"asserted_by" uuid NOT NULL,
	"match_state" text DEFAULT 'linked' NOT NULL,
	"free_text" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential_occupation" (
	"credential_id" uuid NOT NULL,
	"occupation_id" text NOT NULL,
	"organization_id" uuid NOT NULL,
	CONSTRAINT "credential_occupation_credential_id_occupation_id_pk" PRIMARY KEY("credential_id","occupation_id")
);
--> statement-breakpoint
CREATE TABLE "credential_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credential_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"url" text,
	"length_text" text,
	"cost_text" text,
	"extra" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"current_version_id" uuid,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credential_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "cycle_competency" (
	"cycle_id" uuid NOT NULL,
	"competency_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "cycle_competency_cycle_id_competency_id_pk" PRIMARY KEY("cycle_id","competency_id")
);
--> statement-breakpoint
CREATE TABLE "cycle_credential" (
	"cycle_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"subject_id" uuid,
	"organization_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "cycle_credential_cycle_id_credential_id_pk" PRIMARY KEY("cycle_id","credential_id")
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"packet_id" uuid NOT NULL,
	"rater_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "draft_packet_id_rater_id_pk" PRIMARY KEY("packet_id","rater_id")
);
--> statement-breakpoint
CREATE TABLE "packet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cycle_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"question_list_id" uuid NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rater_code" (
	"invitation_id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rater_invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cycle_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"rater_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"delivery" text DEFAULT 'queued' NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rater_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"invitation_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rater_progress" (
	"invitation_id" uuid PRIMARY KEY NOT NULL,
	"rater_id" uuid NOT NULL,
	"cycle_id" uuid NOT NULL,
	"reminders_sent" integer DEFAULT 0 NOT NULL,
	"last_mail_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rater_session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"invitation_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rating_cycle" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"title" text NOT NULL,
	"occupation_id" text NOT NULL,
	"importance_subject_id" uuid,
	"state" text DEFAULT 'draft' NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"time_zone" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unsubscribe" (
	"address_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"from_competency_id" uuid NOT NULL,
	"to_competency_id" uuid NOT NULL,
	"state" text NOT NULL,
	"kind" text,
	"matched_words" jsonb NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alignment_kind" CHECK (("alignment"."state" = 'accepted') = ("alignment"."kind" IS NOT NULL)),
	CONSTRAINT "alignment_ends" CHECK ("alignment"."from_competency_id" <> "alignment"."to_competency_id")
);
--> statement-breakpoint
CREATE TABLE "competency" (
	"id" uuid PRIMARY KEY NOT NULL,
	"framework_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"current_version_id" uuid,
	"position" integer DEFAULT 0 NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "competency_association" (
	"id" uuid PRIMARY KEY NOT NULL,
	"framework_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"type" text NOT NULL,
	"from_competency_id" uuid,
	"from_uri" text,
	"to_competency_id" uuid,
	"to_uri" text,
	"sequence" text,
	"position" integer NOT NULL,
	"source" jsonb
);
--> statement-breakpoint
CREATE TABLE "competency_closure" (
	"framework_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"ancestor_id" uuid NOT NULL,
	"descendant_id" uuid NOT NULL,
	"depth" integer NOT NULL,
	CONSTRAINT "competency_closure_ancestor_id_descendant_id_pk" PRIMARY KEY("ancestor_id","descendant_id")
);
--> statement-breakpoint
CREATE TABLE "competency_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"competency_id" uuid NOT NULL,
	"framework_version_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"label" text NOT NULL,
	"statement" text NOT NULL,
	"texts" jsonb NOT NULL,
	"code" text,
	"list_position" text,
	"type" text,
	"axis" text,
	"levels" jsonb NOT NULL,
	"keywords" jsonb NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"is_group" boolean DEFAULT false NOT NULL,
	"text_hash" text NOT NULL,
	"source" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "external_identifier" (
	"organization_id" uuid NOT NULL,
	"entity_kind" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"framework_id" uuid,
	"scheme" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "external_identifier_organization_id_entity_kind_scheme_value_entity_id_pk" PRIMARY KEY("organization_id","entity_kind","scheme","value","entity_id")
);
--> statement-breakpoint
CREATE TABLE "framework_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"framework_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"source_format" text NOT NULL,
	"sha256" text,
	"document" jsonb NOT NULL,
	"source" jsonb,
	"import_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "framework" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"publisher" text DEFAULT '' NOT NULL,
	"current_version_id" uuid,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "framework_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"body" text,
	"mapping" jsonb,
	"head" jsonb,
	"before" jsonb,
	"summary" jsonb,
	"problems" jsonb NOT NULL,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"total_rows" integer DEFAULT 0 NOT NULL,
	"framework_id" uuid,
	"framework_version_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"resets_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_token" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"code_hash" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"email_verified" timestamp with time zone,
	"operator" boolean DEFAULT false NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"organization_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"verb" text NOT NULL,
	"target_kind" text,
	"target_id" text,
	"outcome" text NOT NULL,
	"detail" jsonb NOT NULL,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "confirmation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"level" text NOT NULL,
	"by_user_id" uuid,
	"by_organization_id" uuid,
	"note" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_invitation_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_organization_id_user_id_pk" PRIMARY KEY("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"domain" text,
	"website" text,
	"verification" text DEFAULT 'V0' NOT NULL,
	"parent_id" uuid,
	"merged_into_id" uuid,
	"county_id" text,
	"industry_id" text,
	"size_band" text,
	"claimed_at" timestamp with time zone,
	"held_until" timestamp with time zone,
	"created_by_organization_id" uuid,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"job" text PRIMARY KEY NOT NULL,
	"ran_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"subject_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"available_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_subject_id_id_pk" PRIMARY KEY("subject_id","id")
);
--> statement-breakpoint
CREATE TABLE "accepted_address" (
	"organization_id" uuid NOT NULL,
	"address_hash" text NOT NULL,
	"by_user_id" uuid NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accepted_address_organization_id_address_hash_pk" PRIMARY KEY("organization_id","address_hash")
);
--> statement-breakpoint
CREATE TABLE "own_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"requirement_id" uuid NOT NULL,
	"rater_id" uuid NOT NULL,
	"text" text NOT NULL,
	"importance" smallint,
	"offered" boolean DEFAULT false NOT NULL,
	"adopted_competency_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"competency_ids" jsonb NOT NULL,
	"competency_version_ids" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "question_list_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "rater" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"address_hash" text NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rating" (
	"subject_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"rater_id" uuid NOT NULL,
	"question_list_id" uuid NOT NULL,
	"fit" text NOT NULL,
	"exposure" text NOT NULL,
	"value" smallint,
	"rater_role" text NOT NULL,
	"provider_staff" boolean DEFAULT false NOT NULL,
	"holder" boolean DEFAULT false NOT NULL,
	"credential_version_id" uuid,
	"cycle_id" uuid,
	"region_id" text NOT NULL,
	"sector" text NOT NULL,
	"client_key" uuid NOT NULL,
	"body_hash" text NOT NULL,
	"held_until" timestamp with time zone,
	"submitted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rating_subject_id_id_pk" PRIMARY KEY("subject_id","id")
);
--> statement-breakpoint
CREATE TABLE "requirement_statement" (
	"subject_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"rater_id" uuid NOT NULL,
	"question_list_id" uuid NOT NULL,
	"importance" text NOT NULL,
	"proficiency" text,
	"rater_role" text NOT NULL,
	"cycle_id" uuid,
	"requirement_id" uuid,
	"region_id" text NOT NULL,
	"sector" text NOT NULL,
	"client_key" uuid NOT NULL,
	"body_hash" text NOT NULL,
	"held_until" timestamp with time zone,
	"submitted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "requirement_statement_subject_id_id_pk" PRIMARY KEY("subject_id","id")
);
--> statement-breakpoint
CREATE TABLE "requirement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"occupation_id" text NOT NULL,
	"title" text NOT NULL,
	"archived_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subject" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"occupation_id" text NOT NULL,
	"credential_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subject_key" UNIQUE NULLS NOT DISTINCT("kind","occupation_id","credential_id")
);
--> statement-breakpoint
CREATE TABLE "industry" (
	"id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"level" integer NOT NULL,
	"sector" text NOT NULL,
	"parent_id" text
);
--> statement-breakpoint
CREATE TABLE "occupation" (
	"id" text PRIMARY KEY NOT NULL,
	"taxonomy" text NOT NULL,
	"version" text NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"level" text NOT NULL,
	"parent_id" text,
	"alternate_titles" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "region_county" (
	"region_id" text NOT NULL,
	"county_id" text NOT NULL,
	"organization_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "region" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"code" text,
	"parent_id" text,
	"organization_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "region_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "reporting_region" (
	"county_id" text PRIMARY KEY NOT NULL,
	"region_id" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cohort_member" (
	"subject_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"level" smallint,
	"counted_at" timestamp with time zone,
	CONSTRAINT "cohort_member_subject_id_cohort_id_employer_id_pk" PRIMARY KEY("subject_id","cohort_id","employer_id")
);
--> statement-breakpoint
CREATE TABLE "cohort_version" (
	"subject_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"release_no" integer NOT NULL,
	"quarter" integer NOT NULL,
	"scale" text NOT NULL,
	"competency_id" uuid,
	"region_id" text,
	"sector" text,
	"n" integer NOT NULL,
	"counts" integer[] NOT NULL,
	"adjusted" boolean NOT NULL,
	"hidden" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cohort_version_subject_id_cohort_id_no_pk" PRIMARY KEY("subject_id","cohort_id","no")
);
--> statement-breakpoint
CREATE TABLE "cohort" (
	"subject_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scale" text NOT NULL,
	"competency_id" uuid,
	"region_id" text,
	"sector" text,
	"carried" integer[] NOT NULL,
	"last_quarter" integer NOT NULL,
	"dissolved_at" timestamp with time zone,
	"hidden_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cohort_subject_id_id_pk" PRIMARY KEY("subject_id","id")
);
--> statement-breakpoint
CREATE TABLE "pending_vote" (
	"subject_id" uuid NOT NULL,
	"scale" text NOT NULL,
	"competency_key" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"since_quarter" integer NOT NULL,
	CONSTRAINT "pending_vote_subject_id_scale_competency_key_employer_id_pk" PRIMARY KEY("subject_id","scale","competency_key","employer_id")
);
--> statement-breakpoint
CREATE TABLE "release_reference" (
	"release_no" integer NOT NULL,
	"scale" text NOT NULL,
	"framework_key" uuid NOT NULL,
	"counts" integer[] NOT NULL,
	CONSTRAINT "release_reference_release_no_scale_framework_key_pk" PRIMARY KEY("release_no","scale","framework_key")
);
--> statement-breakpoint
CREATE TABLE "release" (
	"no" integer PRIMARY KEY NOT NULL,
	"quarter" integer NOT NULL,
	"method_version" text NOT NULL,
	"trigger" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"public_at" timestamp with time zone NOT NULL,
	"subjects" integer DEFAULT 0 NOT NULL,
	"versions" integer DEFAULT 0 NOT NULL,
	"digest" text,
	"problems" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subject_progress" (
	"subject_id" uuid PRIMARY KEY NOT NULL,
	"living_cohorts" integer NOT NULL,
	"renewed_needed" integer NOT NULL,
	"renewed" integer NOT NULL,
	"as_of" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "credential_competency" ADD CONSTRAINT "credential_competency_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_competency" ADD CONSTRAINT "credential_competency_competency_id_competency_id_fk" FOREIGN KEY ("competency_id") REFERENCES "public"."competency"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_occupation" ADD CONSTRAINT "credential_occupation_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_occupation" ADD CONSTRAINT "credential_occupation_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential_version" ADD CONSTRAINT "credential_version_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_competency" ADD CONSTRAINT "cycle_competency_cycle_id_rating_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."rating_cycle"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_competency" ADD CONSTRAINT "cycle_competency_competency_id_competency_id_fk" FOREIGN KEY ("competency_id") REFERENCES "public"."competency"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_credential" ADD CONSTRAINT "cycle_credential_cycle_id_rating_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."rating_cycle"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_credential" ADD CONSTRAINT "cycle_credential_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cycle_credential" ADD CONSTRAINT "cycle_credential_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_packet_id_packet_id_fk" FOREIGN KEY ("packet_id") REFERENCES "public"."packet"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_rater_id_rater_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."rater"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packet" ADD CONSTRAINT "packet_cycle_id_rating_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."rating_cycle"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packet" ADD CONSTRAINT "packet_employer_id_organization_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packet" ADD CONSTRAINT "packet_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packet" ADD CONSTRAINT "packet_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "packet" ADD CONSTRAINT "packet_question_list_id_question_list_id_fk" FOREIGN KEY ("question_list_id") REFERENCES "public"."question_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_code" ADD CONSTRAINT "rater_code_invitation_id_rater_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."rater_invitation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_invitation" ADD CONSTRAINT "rater_invitation_cycle_id_rating_cycle_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."rating_cycle"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_invitation" ADD CONSTRAINT "rater_invitation_employer_id_organization_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_invitation" ADD CONSTRAINT "rater_invitation_rater_id_rater_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."rater"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_link" ADD CONSTRAINT "rater_link_invitation_id_rater_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."rater_invitation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_progress" ADD CONSTRAINT "rater_progress_invitation_id_rater_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."rater_invitation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_session" ADD CONSTRAINT "rater_session_invitation_id_rater_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."rater_invitation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD CONSTRAINT "rating_cycle_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD CONSTRAINT "rating_cycle_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating_cycle" ADD CONSTRAINT "rating_cycle_importance_subject_id_subject_id_fk" FOREIGN KEY ("importance_subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alignment" ADD CONSTRAINT "alignment_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alignment" ADD CONSTRAINT "alignment_from_competency_id_competency_id_fk" FOREIGN KEY ("from_competency_id") REFERENCES "public"."competency"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alignment" ADD CONSTRAINT "alignment_to_competency_id_competency_id_fk" FOREIGN KEY ("to_competency_id") REFERENCES "public"."competency"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competency" ADD CONSTRAINT "competency_framework_id_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."framework"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competency_association" ADD CONSTRAINT "competency_association_framework_id_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."framework"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competency_closure" ADD CONSTRAINT "competency_closure_framework_id_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."framework"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competency_version" ADD CONSTRAINT "competency_version_competency_id_competency_id_fk" FOREIGN KEY ("competency_id") REFERENCES "public"."competency"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_identifier" ADD CONSTRAINT "external_identifier_framework_id_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."framework"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framework_version" ADD CONSTRAINT "framework_version_framework_id_framework_id_fk" FOREIGN KEY ("framework_id") REFERENCES "public"."framework"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framework" ADD CONSTRAINT "framework_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import" ADD CONSTRAINT "import_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_invitation" ADD CONSTRAINT "member_invitation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization" ADD CONSTRAINT "organization_parent_id_organization_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization" ADD CONSTRAINT "organization_merged_into_id_organization_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accepted_address" ADD CONSTRAINT "accepted_address_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_words" ADD CONSTRAINT "own_words_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_words" ADD CONSTRAINT "own_words_rater_id_rater_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."rater"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_words" ADD CONSTRAINT "own_words_requirement_id_requirement_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirement"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater" ADD CONSTRAINT "rater_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater" ADD CONSTRAINT "rater_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_rater_id_rater_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."rater"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_question_list_id_question_list_id_fk" FOREIGN KEY ("question_list_id") REFERENCES "public"."question_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_statement" ADD CONSTRAINT "requirement_statement_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_statement" ADD CONSTRAINT "requirement_statement_rater_id_rater_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."rater"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_statement" ADD CONSTRAINT "requirement_statement_question_list_id_question_list_id_fk" FOREIGN KEY ("question_list_id") REFERENCES "public"."question_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject" ADD CONSTRAINT "subject_occupation_id_occupation_id_fk" FOREIGN KEY ("occupation_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject" ADD CONSTRAINT "subject_credential_id_credential_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credential"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "industry" ADD CONSTRAINT "industry_parent_id_industry_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."industry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occupation" ADD CONSTRAINT "occupation_parent_id_occupation_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."occupation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region_county" ADD CONSTRAINT "region_county_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region_county" ADD CONSTRAINT "region_county_county_id_region_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region_county" ADD CONSTRAINT "region_county_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region" ADD CONSTRAINT "region_parent_id_region_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region" ADD CONSTRAINT "region_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporting_region" ADD CONSTRAINT "reporting_region_county_id_region_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporting_region" ADD CONSTRAINT "reporting_region_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporting_region" ADD CONSTRAINT "reporting_region_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_member" ADD CONSTRAINT "cohort_member_subject_id_cohort_id_cohort_subject_id_id_fk" FOREIGN KEY ("subject_id","cohort_id") REFERENCES "public"."cohort"("subject_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_version" ADD CONSTRAINT "cohort_version_release_no_release_no_fk" FOREIGN KEY ("release_no") REFERENCES "public"."release"("no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_version" ADD CONSTRAINT "cohort_version_subject_id_cohort_id_cohort_subject_id_id_fk" FOREIGN KEY ("subject_id","cohort_id") REFERENCES "public"."cohort"("subject_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_vote" ADD CONSTRAINT "pending_vote_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_reference" ADD CONSTRAINT "release_reference_release_no_release_no_fk" FOREIGN KEY ("release_no") REFERENCES "public"."release"("no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_progress" ADD CONSTRAINT "subject_progress_subject_id_subject_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."subject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credential_competency_credential" ON "credential_competency" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "credential_competency_competency" ON "credential_competency" USING btree ("competency_id");--> statement-breakpoint
CREATE UNIQUE INDEX "credential_competency_claim" ON "credential_competency" USING btree ("credential_id","competency_id","claim");--> statement-breakpoint
CREATE UNIQUE INDEX "credential_version_no" ON "credential_version" USING btree ("credential_id","no");--> statement-breakpoint
CREATE INDEX "credential_org" ON "credential" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "packet_key" ON "packet" USING btree ("cycle_id","employer_id","credential_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rater_invitation_address" ON "rater_invitation" USING btree ("cycle_id","email");--> statement-breakpoint
CREATE INDEX "rater_invitation_rater" ON "rater_invitation" USING btree ("rater_id");--> statement-breakpoint
CREATE INDEX "rater_link_invitation" ON "rater_link" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "rating_cycle_org" ON "rating_cycle" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "rating_cycle_state" ON "rating_cycle" USING btree ("state","closes_at");--> statement-breakpoint
CREATE UNIQUE INDEX "alignment_pair" ON "alignment" USING btree ("organization_id","from_competency_id","to_competency_id");--> statement-breakpoint
CREATE INDEX "alignment_from" ON "alignment" USING btree ("from_competency_id");--> statement-breakpoint
CREATE INDEX "alignment_to" ON "alignment" USING btree ("to_competency_id");--> statement-breakpoint
CREATE INDEX "competency_framework" ON "competency" USING btree ("framework_id");--> statement-breakpoint
CREATE INDEX "competency_association_framework" ON "competency_association" USING btree ("framework_id");--> statement-breakpoint
CREATE INDEX "competency_closure_descendant" ON "competency_closure" USING btree ("descendant_id");--> statement-breakpoint
CREATE INDEX "competency_closure_framework" ON "competency_closure" USING btree ("framework_id");--> statement-breakpoint
CREATE UNIQUE INDEX "competency_version_no" ON "competency_version" USING btree ("competency_id","no");--> statement-breakpoint
CREATE INDEX "external_identifier_entity" ON "external_identifier" USING btree ("entity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "framework_version_no" ON "framework_version" USING btree ("framework_id","no");--> statement-breakpoint
CREATE INDEX "framework_org" ON "framework" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "import_org" ON "import" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_token_email" ON "sign_in_token" USING btree ("email");--> statement-breakpoint
CREATE INDEX "audit_event_org" ON "audit_event" USING btree ("organization_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_event_id_org" ON "audit_event" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "confirmation_org" ON "confirmation" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "member_invitation_org" ON "member_invitation" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "member_user" ON "member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "organization_domain" ON "organization" USING btree ("domain");--> statement-breakpoint
CREATE INDEX "organization_kind" ON "organization" USING btree ("kind","verification");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("kind","available_at");--> statement-breakpoint
CREATE INDEX "own_words_requirement" ON "own_words" USING btree ("requirement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rater_address" ON "rater" USING btree ("organization_id","address_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "rating_key" ON "rating" USING btree ("subject_id","rater_id","client_key");--> statement-breakpoint
CREATE INDEX "rating_rater" ON "rating" USING btree ("rater_id");--> statement-breakpoint
CREATE INDEX "rating_cycle_idx" ON "rating" USING btree ("cycle_id","organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "requirement_statement_key" ON "requirement_statement" USING btree ("subject_id","rater_id","client_key");--> statement-breakpoint
CREATE INDEX "requirement_statement_rater" ON "requirement_statement" USING btree ("rater_id");--> statement-breakpoint
CREATE INDEX "requirement_org" ON "requirement" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "occupation_code" ON "occupation" USING btree ("code");--> statement-breakpoint
CREATE INDEX "region_county_region" ON "region_county" USING btree ("region_id");--> statement-breakpoint
CREATE INDEX "region_county_county" ON "region_county" USING btree ("county_id");--> statement-breakpoint
CREATE INDEX "region_parent" ON "region" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "cohort_version_region" ON "cohort_version" USING btree ("region_id","subject_id");--> statement-breakpoint
CREATE INDEX "cohort_version_release" ON "cohort_version" USING btree ("release_no");