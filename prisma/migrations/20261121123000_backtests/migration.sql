-- AlterTable
ALTER TABLE "Job" ADD COLUMN     "backtestId" UUID;

-- CreateTable
CREATE TABLE "Backtest" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "strategyId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "universe" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "program" JSONB,
    "digest" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resultId" UUID,

    CONSTRAINT "Backtest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BacktestResult" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "summary" JSONB NOT NULL,
    "report" BYTEA NOT NULL,
    "page" BYTEA NOT NULL,
    "lists" BYTEA NOT NULL,
    "equity" BYTEA NOT NULL,
    "tookMs" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BacktestResult_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Backtest_workspaceId_createdAt_idx" ON "Backtest"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Backtest_strategyId_createdAt_idx" ON "Backtest"("strategyId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Backtest_resultId_idx" ON "Backtest"("resultId");

-- CreateIndex
CREATE UNIQUE INDEX "BacktestResult_workspaceId_address_key" ON "BacktestResult"("workspaceId", "address");

-- CreateIndex
CREATE UNIQUE INDEX "Job_backtestId_key" ON "Job"("backtestId");

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_backtestId_fkey" FOREIGN KEY ("backtestId") REFERENCES "Backtest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Backtest" ADD CONSTRAINT "Backtest_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Backtest" ADD CONSTRAINT "Backtest_strategyId_fkey" FOREIGN KEY ("strategyId") REFERENCES "Strategy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Backtest" ADD CONSTRAINT "Backtest_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "StrategyVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Backtest" ADD CONSTRAINT "Backtest_resultId_fkey" FOREIGN KEY ("resultId") REFERENCES "BacktestResult"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BacktestResult" ADD CONSTRAINT "BacktestResult_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
