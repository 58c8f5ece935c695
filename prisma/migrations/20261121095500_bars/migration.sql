-- CreateTable
CREATE TABLE "BarSeries" (
    "id" SERIAL NOT NULL,
    "venue" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BarSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BarChunk" (
    "seriesId" INTEGER NOT NULL,
    "start" BIGINT NOT NULL,
    "bars" INTEGER NOT NULL,
    "firstTime" BIGINT NOT NULL,
    "lastTime" BIGINT NOT NULL,
    "packed" BYTEA NOT NULL,
    "digest" BYTEA NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BarChunk_pkey" PRIMARY KEY ("seriesId","start")
);

-- CreateIndex
CREATE UNIQUE INDEX "BarSeries_venue_symbol_timeframe_key" ON "BarSeries"("venue", "symbol", "timeframe");

-- AddForeignKey
ALTER TABLE "BarChunk" ADD CONSTRAINT "BarChunk_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "BarSeries"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Packed bars are small already; PostgreSQL's own compression would cost time and give nothing.
ALTER TABLE "BarChunk" ALTER COLUMN "packed" SET STORAGE EXTERNAL;
