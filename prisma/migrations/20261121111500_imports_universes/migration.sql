-- AlterTable
ALTER TABLE "Job" ADD COLUMN     "subject" TEXT;

-- AlterTable
ALTER TABLE "BarSeries" ADD COLUMN     "covered" int8multirange NOT NULL DEFAULT '{}'::int8multirange;

-- CreateTable
CREATE TABLE "ImportedSymbol" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "decimals" INTEGER NOT NULL,
    "lot" DOUBLE PRECISION NOT NULL,
    "minNotional" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL,
    "bars" INTEGER NOT NULL,
    "firstTime" BIGINT NOT NULL,
    "lastTime" BIGINT NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImportedSymbol_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FileImport" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "readAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "problem" JSONB,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FileImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Universe" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "chain" JSONB NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Universe_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportedSymbol_workspaceId_symbol_key" ON "ImportedSymbol"("workspaceId", "symbol");

-- CreateIndex
CREATE INDEX "FileImport_workspaceId_createdAt_idx" ON "FileImport"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Universe_workspaceId_name_key" ON "Universe"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "Job_workspaceId_subject_createdAt_idx" ON "Job"("workspaceId", "subject", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "ImportedSymbol" ADD CONSTRAINT "ImportedSymbol_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileImport" ADD CONSTRAINT "FileImport_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Universe" ADD CONSTRAINT "Universe_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
