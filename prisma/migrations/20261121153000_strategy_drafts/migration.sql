-- CreateTable
CREATE TABLE "StrategyDraft" (
    "strategyId" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "base" INTEGER NOT NULL,
    "kind" "DocumentKind" NOT NULL,
    "document" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StrategyDraft_pkey" PRIMARY KEY ("strategyId","author")
);

-- CreateIndex
CREATE INDEX "StrategyDraft_author_idx" ON "StrategyDraft"("author");

-- AddForeignKey
ALTER TABLE "StrategyDraft" ADD CONSTRAINT "StrategyDraft_strategyId_fkey" FOREIGN KEY ("strategyId") REFERENCES "Strategy"("id") ON DELETE CASCADE ON UPDATE CASCADE;
