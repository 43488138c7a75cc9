function text = __size_text__(sizes)
  % __size_text__(sizes): sizes as headers show them.
  text = strjoin(arrayfun(@(n) sprintf('%d', n), sizes, 'UniformOutput', false), char(__times_sign__()));
end
