-- The audit log only grows: who can change it can hide what they did. Not even our own code may.
create function "audit_only_grows"() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are never changed or removed';
end $$;

create trigger "AuditEntry_only_grows"
before update or delete on "AuditEntry"
for each row execute function "audit_only_grows"();

create trigger "AuditEntry_is_not_emptied"
before truncate on "AuditEntry"
for each statement execute function "audit_only_grows"();
