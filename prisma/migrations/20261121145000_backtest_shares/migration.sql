-- AlterTable
ALTER TABLE "BacktestResult" ADD COLUMN     "base" TEXT,
ADD COLUMN     "data" TEXT,
ADD COLUMN     "catalogue" TEXT,
ADD COLUMN     "finer" JSONB NOT NULL DEFAULT '[]';

-- Results from before are found by no new address, so it does not matter that theirs tells nothing of finer bars.
UPDATE "BacktestResult" SET "base" = "address";

ALTER TABLE "BacktestResult" ALTER COLUMN "base" SET NOT NULL;

-- CreateTable
CREATE TABLE "BacktestShare" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "backtestId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BacktestShare_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "BacktestResult_workspaceId_base_idx" ON "BacktestResult"("workspaceId", "base");

-- CreateIndex
CREATE UNIQUE INDEX "BacktestShare_hash_key" ON "BacktestShare"("hash");

-- CreateIndex
CREATE INDEX "BacktestShare_backtestId_idx" ON "BacktestShare"("backtestId");

-- CreateIndex
CREATE INDEX "BacktestShare_workspaceId_idx" ON "BacktestShare"("workspaceId");

-- AddForeignKey
ALTER TABLE "BacktestShare" ADD CONSTRAINT "BacktestShare_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BacktestShare" ADD CONSTRAINT "BacktestShare_backtestId_fkey" FOREIGN KEY ("backtestId") REFERENCES "Backtest"("id") ON DELETE CASCADE ON UPDATE CASCADE;
