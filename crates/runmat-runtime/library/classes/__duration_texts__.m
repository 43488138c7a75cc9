function texts = __duration_texts__(data, format)
  % __duration_texts__(data, format): durations in milliseconds as texts.
  switch format
    case {'y', 'd', 'h', 'm', 's'}
      which = find('ydhms' == format);
      units = [31556952000 86400000 3600000 60000 1000];
      many = {' yrs', ' days', ' hr', ' min', ' sec'};
      one = {' yr', ' day', ' hr', ' min', ' sec'};
      texts = cell(size(data));
      for k = 1:numel(data)
        x = data(k) / units(which);
        word = many{which};
        if x == 1
          word = one{which};
        end
        texts{k} = [sprintf('%.5g', x), word];
      end
    otherwise
      texts = cell(size(data));
      for k = 1:numel(data)
        texts{k} = timer(data(k), format);
      end
  end
end

function text = timer(ms, format)
  if ~isfinite(ms)
    text = sprintf('%g', ms);
    return
  end
  sign = '';
  if ms < 0
    sign = '-';
    ms = -ms;
  end
  digits = sum(format == 'S');
  ms = floor(ms * 10 ^ (digits - 3) + 1e-6) / 10 ^ (digits - 3);
  s = floor(ms / 1000);
  fraction = '';
  if digits > 0
    fraction = ['.', sprintf('%0*d', digits, round((ms - s * 1000) * 10 ^ (digits - 3)))];
  end
  switch format(format ~= 'S' & format ~= '.')
    case 'dd:hh:mm:ss'
      text = sprintf('%02d:%02d:%02d:%02d', floor(s / 86400), mod(floor(s / 3600), 24), mod(floor(s / 60), 60), mod(s, 60));
    case 'hh:mm:ss'
      text = sprintf('%02d:%02d:%02d', floor(s / 3600), mod(floor(s / 60), 60), mod(s, 60));
    case 'mm:ss'
      text = sprintf('%02d:%02d', floor(s / 60), mod(s, 60));
    otherwise
      text = sprintf('%02d:%02d', floor(s / 3600), mod(floor(s / 60), 60));
  end
  text = [sign, text, fraction];
end
