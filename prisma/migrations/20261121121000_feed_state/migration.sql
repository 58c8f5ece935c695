-- CreateTable
CREATE TABLE "FeedState" (
    "venue" TEXT NOT NULL,
    "leader" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "announcedTo" BIGINT,
    "heardAt" TIMESTAMPTZ(3),
    "delayMs" DOUBLE PRECISION,
    "events" BIGINT NOT NULL DEFAULT 0,
    "eventsPerSecond" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reconnects" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,
    "troubleAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FeedState_pkey" PRIMARY KEY ("venue")
);
