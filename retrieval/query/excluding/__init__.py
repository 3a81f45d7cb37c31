"""What a question excludes in plain words: by which words, and what stands behind them."""
