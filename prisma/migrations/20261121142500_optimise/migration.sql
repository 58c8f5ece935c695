-- AlterTable
ALTER TABLE "Job" ADD COLUMN     "optimisationId" UUID;

-- AlterTable
ALTER TABLE "Strategy" ADD COLUMN     "pastTrials" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Optimisation" (
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
    "space" JSONB NOT NULL,
    "walkForward" JSONB,
    "choosing" JSONB NOT NULL,
    "trials" INTEGER NOT NULL,
    "shardSize" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pausedAt" TIMESTAMPTZ(3),
    "inputs" TEXT,
    "doneTrials" INTEGER NOT NULL DEFAULT 0,
    "best" JSONB,
    "tookMs" INTEGER NOT NULL DEFAULT 0,
    "outcome" BYTEA,

    CONSTRAINT "Optimisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OptimisationShard" (
    "optimisationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "trials" INTEGER NOT NULL,
    "result" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OptimisationShard_pkey" PRIMARY KEY ("optimisationId","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "Job_optimisationId_key" ON "Job"("optimisationId");

-- CreateIndex
CREATE INDEX "Optimisation_workspaceId_createdAt_idx" ON "Optimisation"("workspaceId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Optimisation_strategyId_createdAt_idx" ON "Optimisation"("strategyId", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_optimisationId_fkey" FOREIGN KEY ("optimisationId") REFERENCES "Optimisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Optimisation" ADD CONSTRAINT "Optimisation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Optimisation" ADD CONSTRAINT "Optimisation_strategyId_fkey" FOREIGN KEY ("strategyId") REFERENCES "Strategy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Optimisation" ADD CONSTRAINT "Optimisation_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "StrategyVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OptimisationShard" ADD CONSTRAINT "OptimisationShard_optimisationId_fkey" FOREIGN KEY ("optimisationId") REFERENCES "Optimisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
