alter table "FileImport" add column "found" jsonb;
